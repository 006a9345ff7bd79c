using System.Diagnostics;

namespace PdfTract.Cache.Shared;

/// <summary>The sources that this program was built from, and the SDK: some profiles build things anew. Elsewhere they are skipped.</summary>
internal static class SourceTree
{
    /// <summary>Null when the program runs outside its tree.</summary>
    public static string? Root { get; } = Find();

#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    /// <summary>Runs `dotnet` and returns exit code and output.</summary>
    public static (int ExitCode, string Output) DotNet(string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
            if (value is null)
            {
                start.Environment.Remove(name);
            }
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "PdfTract.Cache.Build.sln")))
            {
                return folder;
            }
        }

        return null;
    }
}
