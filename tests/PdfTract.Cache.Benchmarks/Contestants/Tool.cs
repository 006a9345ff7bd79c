namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>Programs of the system that some contestants are, or need.</summary>
internal static class Tool
{
    /// <returns>The program's path; null when it is not installed.</returns>
    public static string? Find(string name)
    {
        var endings = OperatingSystem.IsWindows() ? new[] { ".exe", ".cmd" } : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings, (folder, ending) => Path.Combine(folder, name + ending))
            .FirstOrDefault(File.Exists);
    }
}
