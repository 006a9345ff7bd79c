using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Build.Documents;

/// <summary>A value as a message shows it: short enough to read, and without characters that would change the log.</summary>
internal static class Readable
{
    private const int MaxLength = 200;

    /// <summary>A text of several lines: they end with a line feed alone, and what would change the terminal is a question mark.</summary>
    public static string Lines(string text)
    {
        var characters = text.Replace("\r\n", "\n").Replace('\r', '\n').ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (char.IsControl(characters[i]) && characters[i] is not ('\n' or '\t'))
            {
                characters[i] = '?';
            }
        }

        return new string(characters);
    }

    public static string Show(string? value)
    {
        var text = value ?? "";
        var shown = new StringBuilder();
        for (var i = 0; i < text.Length && i < MaxLength; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                shown.Append(text, i, 2);
                i++;
            }
            else
            {
                shown.Append(char.IsControl(text[i]) || char.IsSurrogate(text[i])
                    ? string.Format(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)text[i])
                    : text[i].ToString());
            }
        }

        return text.Length > MaxLength
            ? shown.Append(string.Format(CultureInfo.InvariantCulture, "... ({0} characters)", text.Length)).ToString()
            : shown.ToString();
    }
}
