using System.Text;

namespace PdfTract.Cache.Build;

/// <summary>
/// An extractor's command line with placeholders. It is split into a program and arguments once, and what replaces a
/// placeholder is always part of one argument: no shell sees it, so no file name can be more than a file name.
/// </summary>
internal sealed class CommandTemplate
{
    private const string Input = "{input}";
    private const string Output = "{output}";
    private const string OutputStart = "{output:";
    private const string Options = "{options}";
    private const string SecretStart = "{secret:";

    private readonly IReadOnlyList<string> _arguments;

    private CommandTemplate(string program, IReadOnlyList<string> arguments)
    {
        Program = program;
        _arguments = arguments;
    }

    /// <summary>The program: a name to be looked for, or a path.</summary>
    public string Program { get; }

    /// <summary>The extractor's id: the program's name without folder and ending.</summary>
    public string Id => Path.GetFileNameWithoutExtension(Program);

    /// <summary>The arguments with their placeholders, in a form that is the same however they were spaced or quoted.</summary>
    public string Arguments => string.Join(" ", _arguments.Select(argument => '"' + argument.Replace("\"", "\\\"") + '"'));

    /// <returns>The template, or null and what is wrong with the text.</returns>
    public static (CommandTemplate? Template, string? Problem) Parse(string text, IReadOnlyCollection<string> kinds)
    {
        var parts = Split(text);
        if (parts is null)
        {
            return (null, "it has a double quote without its partner");
        }

        if (parts.Count == 0)
        {
            return (null, "it is empty");
        }

        if (parts[0].IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return (null, "the program's name holds a character that no file's name has");
        }

        var template = new CommandTemplate(parts[0], parts.Skip(1).ToArray());
        return template.FindProblem(kinds) is { } problem ? (null, problem) : (template, null);
    }

    /// <summary>The arguments for one document.</summary>
    /// <param name="input">The document's path.</param>
    /// <param name="outputs">Where each kind goes.</param>
    /// <param name="options">The document's options, split like a command line; they may name secrets.</param>
    /// <param name="secrets">Name to value. Empty: they are not expanded, and the result may be shown.</param>
    public IReadOnlyList<string> Expand(
        string input, IReadOnlyDictionary<string, string> outputs, string options, IReadOnlyDictionary<string, string> secrets)
    {
        var expanded = new List<string>();
        var ofSecrets = secrets.Select(secret => (SecretPlaceholder(secret.Key), secret.Value)).ToArray();
        (string From, string To)[] replacements =
        [
            .. outputs.Select(output => (OutputStart + output.Key + "}", output.Value)),
            (Input, input), (Output, outputs.First().Value), (Options, Replace(options, ofSecrets)), .. ofSecrets,
        ];
        foreach (var argument in _arguments)
        {
            if (argument == Options)
            {
                expanded.AddRange((Split(options) ?? [options]).Select(option => Replace(option, ofSecrets)));
            }
            else
            {
                expanded.Add(Replace(argument, replacements));
            }
        }

        return expanded;
    }

    /// <summary>The names of the secrets that the command asks for, for a document with these options.</summary>
    public IEnumerable<string> SecretNames(string options) => _arguments
        .Concat(_arguments.Any(argument => argument.Contains(Options)) ? [options] : [])
        .SelectMany(text => FindNames(text, SecretStart))
        .Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The kinds that the command names. It may name more than are asked for: it is one command, whatever a project asks of it, and its
    /// arguments are part of the key.
    /// </summary>
    public IEnumerable<string> NamedKinds => _arguments.SelectMany(text => FindNames(text, OutputStart)).Where(OutputKind.IsValid).Distinct(StringComparer.Ordinal);

    private static string SecretPlaceholder(string name) => SecretStart + name + "}";

    /// <summary>What stands between each start of a placeholder, such as <c>{secret:</c>, and its brace; nothing where that is missing.</summary>
    private static IEnumerable<string> FindNames(string text, string start)
    {
        for (var i = text.IndexOf(start, StringComparison.Ordinal); i >= 0; i = text.IndexOf(start, i + 1, StringComparison.Ordinal))
        {
            var name = text.Substring(i + start.Length);
            yield return name.Substring(0, Math.Max(0, name.IndexOf('}')));
        }
    }

    /// <summary>One pass from left to right, so that a brace in a file name or a password is never taken for a placeholder.</summary>
    private static string Replace(string argument, (string From, string To)[] replacements)
    {
        var result = new StringBuilder();
        for (var i = 0; i < argument.Length;)
        {
            var (from, to) = replacements.FirstOrDefault(r => string.CompareOrdinal(argument, i, r.From, 0, r.From.Length) == 0);
            result.Append(from is null ? argument.Substring(i, 1) : to);
            i += from?.Length ?? 1;
        }

        return result.ToString();
    }

    private string? FindProblem(IReadOnlyCollection<string> kinds)
    {
        bool Has(string placeholder) => _arguments.Any(argument => argument.Contains(placeholder));
        if (!Has(Input))
        {
            return "it has no {input}, which stands for the document's path";
        }

        if (_arguments.SelectMany(text => FindNames(text, SecretStart)).FirstOrDefault(name => !SecretName.IsValid(name)) is { } wrong)
        {
            return $"'{SecretStart}{wrong}' names no secret: a name has {SecretName.Rule}, and '}}' behind it";
        }

        if (Has(Output) && kinds.Count > 1)
        {
            return $"it has {{output}}, but there are {kinds.Count} outputs: write {string.Join(" and ", kinds.Select(kind => OutputStart + kind + "}"))}";
        }

        return kinds.FirstOrDefault(kind => !Has(OutputStart + kind + "}") && !Has(Output)) is { } missing
            ? $"it has no {(kinds.Count > 1 ? OutputStart + missing + "}" : Output)}, which stands for the path of the output '{missing}'"
            : null;
    }

    /// <summary>Splits at white space; double quotes hold together, and \" inside them is a quote. Null when a quote stays open.</summary>
    public static List<string>? Split(string text)
    {
        var parts = new List<string>();
        StringBuilder? part = null;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '"')
            {
                part!.Append('"');
                i++;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
                part ??= new StringBuilder();
            }
            else if (quoted || !char.IsWhiteSpace(text[i]))
            {
                (part ??= new StringBuilder()).Append(text[i]);
            }
            else if (part is not null)
            {
                parts.Add(part.ToString());
                part = null;
            }
        }

        if (part is not null)
        {
            parts.Add(part.ToString());
        }

        return quoted ? null : parts;
    }
}
