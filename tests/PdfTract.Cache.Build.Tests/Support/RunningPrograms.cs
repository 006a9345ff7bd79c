namespace PdfTract.Cache.Build.Tests;

/// <summary>The processes that work in a folder, from /proc: builds, extractors, and what those started.</summary>
internal static class RunningPrograms
{
    /// <summary>Process ids and command lines of those whose working directory is in the folder or below.</summary>
    public static string[] In(string folder) =>
    [
        .. All
            .Where(process => LinkOf(Path.Combine(process, "cwd")).StartsWith(folder, StringComparison.Ordinal))
            .Select(process => Path.GetFileName(process) + " " + ReadOf(Path.Combine(process, "cmdline"))),
    ];

    /// <summary>Whether a process has a file open.</summary>
    public static bool HaveOpen(string file) =>
        All.SelectMany(process => FilesOf(Path.Combine(process, "fd"))).Any(descriptor => LinkOf(descriptor) == file);

    private static IEnumerable<string> All => Directory.GetDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]));

    /// <summary>A process may end while it is looked at.</summary>
    private static string LinkOf(string path) => Try(() => new FileInfo(path).LinkTarget) ?? "";

    private static string ReadOf(string path) => Try(() => File.ReadAllText(path).Replace('\0', ' ')) ?? "";

    private static string[] FilesOf(string folder) => Try(() => Directory.GetFileSystemEntries(folder)) ?? [];

    private static T? Try<T>(Func<T?> look)
        where T : class
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
