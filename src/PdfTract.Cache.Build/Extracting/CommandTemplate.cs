using System.Text;
using PdfTract.Cache.Build.Secrets;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>
/// An extractor's command line: of a command, with placeholders; of a worker, which is started before any document is known, without. It is split into a program and arguments once, and what replaces a
/// placeholder is always part of one argument: no shell sees it, so no file name can be more than a file name.
/// </summary>
internal sealed class CommandTemplate
{
    private readonly IReadOnlyList<string> _arguments;

    private CommandTemplate(string program, IReadOnlyList<string> arguments, bool isWorker)
    {
        Program = program;
        _arguments = arguments;
        IsWorker = isWorker;
    }

    /// <summary>Whether it is a worker's.</summary>
    public bool IsWorker { get; }

    /// <summary>The program: a name to be looked for, or a path.</summary>
    public string Program { get; }

    /// <summary>The extractor's id: the program's name without folder and ending.</summary>
    public string Id => Path.GetFileNameWithoutExtension(Program);

    /// <summary>The arguments with their placeholders.</summary>
    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>The arguments in a form that is the same however they were spaced or quoted, and wherever this clone is.</summary>
    public string InKey(NamedFiles files) => string.Join(" ", _arguments.Select(argument => '"' + files.Portable(argument).Replace("\"", "\\\"") + '"'));

    /// <summary>Whether the documents' options go anywhere. A worker gets them with each document.</summary>
    public bool TakesOptions => IsWorker || _arguments.Any(argument => argument.Contains(Placeholders.Options));

    /// <summary>The output kinds that it has a place of their own for. Those that nobody asked for are made and dropped.</summary>
    public IEnumerable<string> OutputKinds => Placeholders.OutputKinds(_arguments);

    /// <returns>The template of a command, or null and what is wrong with the text.</returns>
    public static (CommandTemplate? Template, string? Problem) Parse(string text, IReadOnlyCollection<string> kinds) =>
        Parse(text, isWorker: false, template => Placeholders.ProblemOf([template.Program, .. template._arguments]) ?? template.FindProblem(kinds));

    /// <returns>The template of a worker, or null and what is wrong with the text.</returns>
    public static (CommandTemplate? Template, string? Problem) ParseWorker(string text) => Parse(text, isWorker: true, template =>
        Placeholders.FirstOf([template.Program, .. template._arguments]) is { } placeholder
            ? $"it has {placeholder}, and nothing is replaced in it: a worker is told of each document by its standard input"
            : null);

    private static (CommandTemplate? Template, string? Problem) Parse(string text, bool isWorker, Func<CommandTemplate, string?> findProblem)
    {
        var parts = CommandLine.Parse(text);
        if (parts is null)
        {
            return (null, "it has a double quote without its partner");
        }

        if (parts.Count == 0)
        {
            return (null, "it is empty");
        }

        var program = parts[0].Text;
        if (program.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return (null, "the program's name holds a character that no file's name has");
        }

        var template = new CommandTemplate(program, [.. parts.Skip(1).Select(part => part.Text)], isWorker);
        var problem = ShellSyntax.ProblemOf(parts) ?? findProblem(template);
        return problem is null ? (template, null) : (null, problem);
    }

    /// <returns>What is wrong with a document's options, as the rest of a sentence that begins with "it"; null when nothing is.</returns>
    public static string? ProblemOfOptions(string options) => CommandLine.Parse(options) is { } parts
        ? ShellSyntax.ProblemOf(parts) ?? Placeholders.ProblemOfOptions(parts.ConvertAll(part => part.Text))
        : "it has a double quote without its partner";

    /// <summary>The arguments for one document.</summary>
    /// <param name="input">The document's path.</param>
    /// <param name="outputs">Where each kind goes; the first is where <c>{output}</c> goes.</param>
    /// <param name="options">The document's options, split like a command line; they may name secrets.</param>
    /// <param name="secrets">Name to value. Empty: they are not expanded, and the result may be shown.</param>
    public IReadOnlyList<string> Expand(
        string input, IReadOnlyList<(string Kind, string Path)> outputs, string options, IReadOnlyDictionary<string, string> secrets)
    {
        var expanded = new List<string>();
        var ofSecrets = secrets.Select(secret => (Placeholders.SecretOf(secret.Key), secret.Value)).ToArray();
        (string From, string To)[] replacements =
        [
            .. outputs.Select(output => (Placeholders.OutputOf(output.Kind), output.Path)),
            (Placeholders.Input, input), (Placeholders.Output, outputs[0].Path), (Placeholders.Options, Replace(options, ofSecrets)), .. ofSecrets,
        ];
        foreach (var argument in _arguments)
        {
            if (argument == Placeholders.Options)
            {
                expanded.AddRange(ExpandOptions(options, ofSecrets));
            }
            else
            {
                expanded.Add(Replace(argument, replacements));
            }
        }

        return expanded;
    }

    /// <summary>A document's options alone, split like a command line, each with its secrets.</summary>
    public static IReadOnlyList<string> ExpandOptions(string options, IEnumerable<Secret> secrets) =>
        ExpandOptions(options, [.. secrets.Select(secret => (Placeholders.SecretOf(secret.Name), secret.Value))]);

    /// <summary>The names of the secrets that the command asks for, for a document with these options.</summary>
    public IEnumerable<string> SecretNames(string options) => _arguments
        .Concat(TakesOptions ? [options] : [])
        .SelectMany(Placeholders.FindSecrets)
        .Distinct(StringComparer.Ordinal);

    private static IReadOnlyList<string> ExpandOptions(string options, (string From, string To)[] secrets) =>
        [.. (CommandLine.Split(options) ?? [options]).Select(option => Replace(option, secrets))];

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
        if (!Has(Placeholders.Input))
        {
            return "it has no {input}, which stands for the document's path";
        }

        if (Has(Placeholders.Output) && kinds.Count > 1)
        {
            return $"it has {{output}}, but there are {kinds.Count} outputs: write {string.Join(" and ", kinds.Select(Placeholders.OutputOf))}";
        }

        return kinds.FirstOrDefault(kind => !Has(Placeholders.OutputOf(kind)) && !Has(Placeholders.Output)) is { } missing
            ? $"it has no {(kinds.Count > 1 || Has(Placeholders.OutputStart) ? Placeholders.OutputOf(missing) : Placeholders.Output)}, which stands for the path of the output '{missing}'"
            : null;
    }
}
