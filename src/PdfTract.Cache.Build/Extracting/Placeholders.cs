using System.Text.RegularExpressions;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>What stands in braces in a command, and is replaced before the program gets it.</summary>
internal static class Placeholders
{
    public const string Input = "{input}";
    public const string Output = "{output}";
    public const string OutputStart = "{output:";
    public const string Options = "{options}";
    public const string SecretStart = "{secret:";

    /// <summary>A name in braces, and perhaps more after a colon. <c>${name}</c> is a script's, and <c>{}</c>, <c>{0}</c> and <c>{ print }</c> are other programs'.</summary>
    private static readonly Regex Any = new(@"(?<!\$)\{(?<name>[A-Za-z][A-Za-z0-9_-]*)(?::(?<of>[^{}]*))?\}", RegexOptions.CultureInvariant);

    public static string OutputOf(string kind) => OutputStart + kind + "}";

    public static string SecretOf(string name) => SecretStart + name + "}";

    /// <summary>The kinds that a command has a place for, each once.</summary>
    public static IEnumerable<string> OutputKinds(IEnumerable<string> arguments) => Of(arguments)
        .Where(match => match.Groups["name"].Value == "output" && match.Groups["of"].Success)
        .Select(match => match.Groups["of"].Value)
        .Distinct(StringComparer.Ordinal);

    /// <returns>The first of them; null when there is none.</returns>
    public static string? FirstOf(IEnumerable<string> arguments) => Of(arguments).FirstOrDefault()?.Value;

    /// <summary>What stands between each <c>{secret:</c> and its brace; nothing where that is missing.</summary>
    public static IEnumerable<string> FindSecrets(string text)
    {
        for (var i = text.IndexOf(SecretStart, StringComparison.Ordinal); i >= 0; i = text.IndexOf(SecretStart, i + 1, StringComparison.Ordinal))
        {
            var name = text.Substring(i + SecretStart.Length);
            yield return name.Substring(0, Math.Max(0, name.IndexOf('}')));
        }
    }

    /// <returns>What is wrong with those of a command, as the rest of a sentence that begins with "it"; null when nothing is.</returns>
    public static string? ProblemOf(IReadOnlyCollection<string> arguments) =>
        ProblemOfSecrets(arguments)
        ?? (Of(arguments).FirstOrDefault(match => !IsKnown(match)) is { } unknown
            ? $"it has {unknown.Value}, which is no placeholder. There are {{input}}, {{output}}, {{output:KIND}}, {{options}} and {{secret:NAME}}"
            : null);

    /// <summary>The same for options, which stand for themselves.</summary>
    public static string? ProblemOfOptions(IReadOnlyCollection<string> options) =>
        ProblemOfSecrets(options)
        ?? (Of(options).FirstOrDefault(match => match.Groups["name"].Value != "secret") is { } unknown
            ? $"it has {unknown.Value}, and in options only {{secret:NAME}} is replaced"
            : null);

    private static string? ProblemOfSecrets(IEnumerable<string> arguments) =>
        arguments.SelectMany(FindSecrets).FirstOrDefault(name => !SecretName.IsValid(name)) is { } wrong
            ? $"'{SecretStart}{wrong}' names no secret: a name has {SecretName.Rule}, and '}}' behind it"
            : null;

    private static IEnumerable<Match> Of(IEnumerable<string> arguments) => arguments.SelectMany(argument => Any.Matches(argument).Cast<Match>());

    private static bool IsKnown(Match placeholder) => placeholder.Groups["of"] is { Success: true, Value: var of }
        ? placeholder.Groups["name"].Value is "secret" || (placeholder.Groups["name"].Value is "output" && OutputKind.IsValid(of))
        : placeholder.Value is Input or Output or Options;
}
