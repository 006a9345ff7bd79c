using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>Reads strace's lines. A call that it does not know and that names one of our files is an error, never left out.</summary>
internal static partial class SystemCalls
{
    /// <summary>Everything that can change a disk, known here or not; and opening, which may create.</summary>
    public const string Traced =
        "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,"
        + "write,pwrite64,writev,pwritev,pwritev2,truncate,ftruncate,fallocate,copy_file_range,sendfile,splice,"
        + "fsync,fdatasync,sync,syncfs,sync_file_range";

    /// <param name="lines">Of <c>strace -f -y -xx</c>.</param>
    /// <param name="below">Calls on other files are left out.</param>
    public static IEnumerable<DiskCall> Parse(IEnumerable<string> lines, string below)
    {
        foreach (var line in Whole(lines))
        {
            var match = Call().Match(line);
            if (!match.Success || match.Groups["result"].Value.StartsWith('-'))
            {
                continue;
            }

            var arguments = match.Groups["arguments"].Value;
            var paths = Hex().Matches(arguments).Select(hex => Encoding.UTF8.GetString(Bytes(hex.Value))).ToArray();
            if (paths.Any(path => path == below || path.StartsWith(below + "/", StringComparison.Ordinal)) && Read(match.Groups["name"].Value, arguments, paths) is { } call)
            {
                yield return call;
            }
        }
    }

    private static DiskCall? Read(string name, string arguments, string[] paths) => name switch
    {
        "open" or "openat" or "openat2" when !arguments.Contains("O_CREAT", StringComparison.Ordinal) && !arguments.Contains("O_TRUNC", StringComparison.Ordinal) => null,
        "openat" when arguments.Contains("O_EXCL", StringComparison.Ordinal) => new DiskCall.CreateFile(Below(paths, 0)),
        "mkdir" => new DiskCall.MakeFolder(paths[0]),
        "mkdirat" => new DiskCall.MakeFolder(Below(paths, 0)),
        "pwrite64" => new DiskCall.WriteBytes(paths[0], LastNumber(arguments), Bytes(Hex().Matches(arguments)[1].Value)),
        "ftruncate" => new DiskCall.SetLength(paths[0], LastNumber(arguments)),
        "linkat" => new DiskCall.Link(Below(paths, 0), Below(paths, 2)),
        "renameat" => new DiskCall.Rename(Below(paths, 0), Below(paths, 2)),
        "unlink" or "rmdir" => new DiskCall.Unlink(paths[0]),
        "unlinkat" => new DiskCall.Unlink(Below(paths, 0)),
        "fsync" => new DiskCall.Flush(paths[0]),
        _ => throw new NotSupportedException($"{name}({string.Join(", ", paths)}) is new: the model has to learn it."),
    };

    /// <summary>A folder's descriptor, of which strace shows the path, and a name in it; or a full path in its place.</summary>
    private static string Below(string[] paths, int folder) => Path.Combine(paths[folder], paths[folder + 1]);

    private static int LastNumber(string arguments) => int.Parse(arguments.AsSpan(arguments.LastIndexOf(' ') + 1), NumberStyles.None);

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace("\\x", "", StringComparison.Ordinal));

    /// <summary>A call that another thread's interrupted stands in two halves; it happened when it returned.</summary>
    private static IEnumerable<string> Whole(IEnumerable<string> lines)
    {
        const string Unfinished = " <unfinished ...>";
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var thread = line.Split(' ', 2)[0];
            var resumed = Resumed().Match(line);
            if (line.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                begun[thread] = line[..^Unfinished.Length];
            }
            else
            {
                yield return resumed.Success ? begun[thread] + line[resumed.Length..] : line;
            }
        }
    }

    [GeneratedRegex(@"^\d+ +(?<name>\w+)\((?<arguments>.*)\) += (?<result>-?\d+)")]
    private static partial Regex Call();

    [GeneratedRegex(@"^\d+ +<\.\.\. \w+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"(\\x[0-9a-f]{2})+")]
    private static partial Regex Hex();
}
