using System.Globalization;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Temps;

/// <summary>
/// The names of temp files: <c>&lt;prefix&gt;.tmp.&lt;pid&gt;.&lt;32 hex random&gt;</c>. The random part makes the name
/// unique (pids repeat between containers and hosts, H02); the pid is for the person who finds one.
/// </summary>
internal static class TempName
{
    /// <summary>
    /// A temp is alive as long as its writer writes; an hour without a write is a crash. A claim goes after the same time: its
    /// owner may live, and loses nothing that an extraction more does not make good.
    /// </summary>
    public static readonly TimeSpan StaleAge = TimeSpan.FromHours(1);

    private const string Mark = ".tmp.";
    private const int MaxPidLength = 10;

    public static string After(string prefix) => string.Concat(prefix, Mark, Pid.Value.ToString(CultureInfo.InvariantCulture), ".", Random());

    /// <summary>A Guid's bits. Its own text would be made by code for vectors, which takes the JIT half a millisecond of the first hit.</summary>
    private static string Random()
    {
        var bytes = Guid.NewGuid().ToByteArray();
        return Digest256.Hex(BitConverter.ToUInt64(bytes, 0)) + Digest256.Hex(BitConverter.ToUInt64(bytes, sizeof(ulong)));
    }

    /// <summary>Whether a name ends as every temp's does, and what stands before that. Nothing else is ever swept (H33).</summary>
    public static bool TryGetPrefix(string name, out string prefix)
    {
        prefix = "";
        var random = name.Length - NameShape.HexLength;
        if (random < 1 || name[random - 1] != '.' || !NameShape.IsLowerHex(name, random, NameShape.HexLength))
        {
            return false;
        }

        var digits = NameShape.DigitsBefore(name, random - 1);
        var mark = random - 1 - digits - Mark.Length;
        if (digits is 0 or > MaxPidLength || mark < 0 || string.CompareOrdinal(name, mark, Mark, 0, Mark.Length) != 0)
        {
            return false;
        }

        prefix = name.Substring(0, mark);
        return true;
    }
}
