using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>Finds errors and warnings in what an extractor says, in the form that MSBuild knows: <c>error CODE: message</c> on a line of its own.</summary>
internal static class StatedProblem
{
    private static readonly Regex Line = new(
        @"^(?:[^\n]*: )?(?<severity>error|warning) (?<code>[A-Z]{2,8}[0-9]{1,6}): (?<message>[^\n]+)$", RegexOptions.CultureInvariant | RegexOptions.Multiline);

    /// <returns>The first error; null when there is none.</returns>
    public static (string Code, string Message)? ErrorIn(string text) => In(text, "error").Select(problem => ((string, string)?)problem).FirstOrDefault();

    public static IEnumerable<(string Code, string Message)> WarningsIn(string text) => In(text, "warning");

    private static IEnumerable<(string Code, string Message)> In(string text, string severity) => Line.Matches(text).Cast<Match>()
        .Where(line => line.Groups["severity"].Value == severity)
        .Select(line => (line.Groups["code"].Value, line.Groups["message"].Value.Trim()));
}
