using System.Text;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>Takes a command line apart, without a shell: it is split at white space; double quotes hold together, and \" inside them is a quote.</summary>
internal static class CommandLine
{
    /// <summary>Stands in <see cref="Part.Bare"/> for a character that is quoted: it means nothing to any shell.</summary>
    private const char Quoted = '\u0001';

    /// <summary>One of its parts.</summary>
    /// <param name="Text">What the program gets.</param>
    /// <param name="Bare">The same with a placeholder for each character that stands in double quotes.</param>
    internal readonly record struct Part(string Text, string Bare);

    /// <returns>Null when a quote stays open.</returns>
    public static List<string>? Split(string text) => Parse(text)?.ConvertAll(part => part.Text);

    /// <inheritdoc cref="Split"/>
    public static List<Part>? Parse(string text)
    {
        var parts = new List<Part>();
        StringBuilder? part = null;
        StringBuilder bare = new();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '"')
            {
                Add('"', Quoted);
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
                part ??= new StringBuilder();
            }
            else if (quoted || !char.IsWhiteSpace(text[i]))
            {
                Add(text[i], quoted ? Quoted : text[i]);
            }
            else
            {
                End();
            }
        }

        End();
        return quoted ? null : parts;

        void Add(char character, char shown)
        {
            (part ??= new StringBuilder()).Append(character);
            bare.Append(shown);
        }

        void End()
        {
            if (part is not null)
            {
                parts.Add(new Part(part.ToString(), bare.ToString()));
                part = null;
                bare.Clear();
            }
        }
    }
}
