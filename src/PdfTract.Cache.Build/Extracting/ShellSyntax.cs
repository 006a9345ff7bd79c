using System.Text.RegularExpressions;
using PdfTract.Cache.Build.Documents;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>
/// Finds what only a shell understands in a command that runs without one. The program would get it as an argument, and mostly does not say so: it
/// takes '>' for a file's name. What stands in double quotes is meant as it is.
/// </summary>
internal static class ShellSyntax
{
    /// <summary>Pipes and redirections; quotes; commands in commands; lists of commands; variables; home folders.</summary>
    private static readonly Regex Syntax = new(
        @"[|<>`']|&&|\A&\z|;\z|\$[A-Za-z_({]|%[A-Za-z_][A-Za-z0-9_]+%|\A~(?:/|\\|\z)", RegexOptions.CultureInvariant);

    /// <returns>What is wrong, as the rest of a sentence that begins with "it"; null when nothing is.</returns>
    public static string? ProblemOf(IEnumerable<CommandLine.Part> parts)
    {
        foreach (var part in parts)
        {
            if (Syntax.IsMatch(part.Bare))
            {
                return $"it has '{Readable.Show(part.Text)}', which only a shell would understand, and it runs without one. Put pipes, redirections and the like in a script "
                    + "and call that, as in: sh extract.sh {input} {output}. Text with spaces stands in double quotes, and so does an argument that the program is to get as it is";
            }
        }

        return null;
    }
}
