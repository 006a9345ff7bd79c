using System.Text;
using System.Text.RegularExpressions;

namespace PdfTract.Cache.HardCases;

/// <summary>The page: a table of each group's cases, with a line for every proof.</summary>
internal static partial class Table
{
    private const string Head = """
        # The hard cases

        What broke other caches, and the tests here that would notice it. Generated from the tests' categories and the stress
        harness's rows, by `.ci/run`; do not edit. The list itself is tests/PdfTract.Cache.HardCases/cases.txt.

        """;

    public static string Write(IReadOnlyList<Proof> proofs)
    {
        var page = new StringBuilder(Head);
        foreach (var group in HardCase.All.GroupBy(hardCase => hardCase.Group))
        {
            page.Append($"\n## {group.Key}\n");
            foreach (var hardCase in group)
            {
                Append(page, hardCase, proofs.Where(proof => proof.Numbers.Contains(hardCase.Number)));
            }
        }

        return page.ToString();
    }

    /// <summary>Whether two pages list the same cases with the same tests. A test may be skipped on one machine and run on another.</summary>
    public static bool SameProofs(string left, string right) => Result().Replace(left, "") == Result().Replace(right, "");

    [GeneratedRegex(@"\| (passed|failed|skipped) \|$", RegexOptions.Multiline)]
    private static partial Regex Result();

    private static void Append(StringBuilder page, HardCase hardCase, IEnumerable<Proof> proofs)
    {
        page.Append($"\n**{hardCase.Number}** {hardCase.Text}\n\n| test | where | result |\n|---|---|---|\n");
        foreach (var proof in proofs.Distinct().OrderBy(proof => proof.Where, StringComparer.Ordinal).ThenBy(proof => proof.Name, StringComparer.Ordinal))
        {
            page.Append($"| {Plain(proof.Name)} | {proof.Where} | {proof.Result} |\n");
        }
    }

    /// <summary>A test's name is a sentence.</summary>
    private static string Plain(string name) => name.Replace('_', ' ').Replace("|", "\\|", StringComparison.Ordinal);
}
