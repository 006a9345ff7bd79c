#if NETFRAMEWORK
using System.Text;

namespace PdfTract.Cache.Build.Programs;

/// <summary>One command line of many arguments, as programs on Windows take it apart. .NET does this by itself, .NET Framework does not.</summary>
internal static class WindowsArguments
{
    public static string Join(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(Quote));

    /// <summary>Backslashes count for themselves, except before a quote: there each is written twice.</summary>
    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.All(c => c != '"' && !char.IsWhiteSpace(c)))
        {
            return argument;
        }

        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in argument)
        {
            if (c == '\\')
            {
                backslashes++;
                continue;
            }

            quoted.Append('\\', c == '"' ? (2 * backslashes) + 1 : backslashes).Append(c);
            backslashes = 0;
        }

        return quoted.Append('\\', 2 * backslashes).Append('"').ToString();
    }
}
#endif
