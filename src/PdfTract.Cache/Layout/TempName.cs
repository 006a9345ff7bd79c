using System.Globalization;
using System.Text.RegularExpressions;

namespace PdfTract.Cache;

/// <summary>
/// The names of temp files: <c>&lt;prefix&gt;.tmp.&lt;pid&gt;.&lt;32 hex random&gt;</c>. The random part makes the name
/// unique (pids repeat between containers and hosts, H02); the pid is for the person who finds one.
/// </summary>
internal static class TempName
{
    /// <summary>The shape that ends every temp's name; nothing else is ever swept (H33).</summary>
    private static readonly Regex Suffix = new(@"\.tmp\.[0-9]{1,10}\.[0-9a-f]{32}\z", RegexOptions.CultureInvariant);

    public static string After(string prefix) =>
        string.Concat(prefix, ".tmp.", Pid.Value.ToString(CultureInfo.InvariantCulture), ".", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));

    public static bool TryGetPrefix(string name, out string prefix)
    {
        var match = Suffix.Match(name);
        prefix = match.Success ? name.Substring(0, match.Index) : "";
        return match.Success;
    }
}
