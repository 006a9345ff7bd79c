using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Parsing;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build;

/// <summary>
/// Reads all properties before any work, also those that this build will not come to use: a wrong value is an error that names the property, the
/// value and an example, and never means something else in silence (H65).
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtractSettings : CacheTask
{
    /// <summary>The property <c>PdfCacheEnabled</c>.</summary>
    public string? Enabled { get; set; }

    /// <summary>The property <c>PdfCacheRefresh</c>.</summary>
    public string? Refresh { get; set; }

    /// <summary>The property <c>PdfCacheWait</c>.</summary>
    public string? Wait { get; set; }

    /// <summary>The property <c>PdfExtractTimeout</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>The property <c>PdfExtractMaxMemory</c>.</summary>
    public string? MaxMemory { get; set; }

    /// <summary>The property <c>PdfExtractFailures</c>.</summary>
    public string? Failures { get; set; }

    /// <summary>The property <c>PdfExtractWorkerByPages</c>.</summary>
    public string? WorkerByPages { get; set; }

    /// <summary>The property <c>PdfCacheSummaryImportance</c>. Out: <c>high</c>, <c>normal</c> or <c>low</c>.</summary>
    [Output]
    public string? SummaryImportance { get; set; }

    /// <summary>The property <c>PdfExtractStatisticsFile</c>.</summary>
    public ITaskItem? StatisticsFile { get; set; }

    /// <summary>The property <c>PdfExtractOutputDirectory</c>.</summary>
    public string OutputDirectory { get; set; } = "";

    /// <summary>The same as it was when the package's targets were read.</summary>
    public string OutputDirectoryWhenRead { get; set; } = "";

    /// <summary>The environment variable <c>PDFTRACT_CACHE_DIR</c>.</summary>
    public string VariableForDirectory { get; set; } = "";

    /// <summary>The environment variable <c>PDFTRACT_CACHE_NO_FSYNC</c>.</summary>
    public string? VariableForNoFsync { get; set; }

    /// <summary>Whether the cache is read and written.</summary>
    [Output]
    public bool CacheEnabled { get; private set; }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var read = new PropertyReader(LogError);
        CacheEnabled = read.Boolean("PdfCacheEnabled", Enabled, absent: true);
        if (!CacheEnabled)
        {
            // A build that uses no cache needs no key, and may have none.
            SigningKey = null;
        }

        ReadSettings();
        read.Boolean("PdfCacheRefresh", Refresh, absent: false);
        read.Boolean("PDFTRACT_CACHE_NO_FSYNC (an environment variable)", VariableForNoFsync, absent: false);
        read.Wait("PdfCacheWait", Wait, absent: TimeSpan.Zero);
        read.Timeout(Timeout);
        read.MaxMemory(MaxMemory);
        read.Failures(Failures);
        read.Boolean("PdfExtractWorkerByPages", WorkerByPages, absent: false);
        SummaryImportance = read.Word("PdfCacheSummaryImportance", SummaryImportance, "high", "normal", "low");
        CheckVariableForDirectory();
        CheckStatisticsFile();
        CheckOutputDirectory();
    }

    /// <summary>A project's relative path begins at the project. A variable is set for many projects, and each would have a cache of its own.</summary>
    private void CheckVariableForDirectory()
    {
        var variable = VariableForDirectory.Trim();
        if (variable.Length > 0 && CacheDirectory.ItemSpec == variable && CacheRoot.Length > 0 && !Path.IsPathRooted(variable))
        {
            LogError(DiagnosticCodes.InvalidProperty, null,
                $"The environment variable PDFTRACT_CACHE_DIR has the relative path '{Readable.Show(variable)}', which would be another folder for each project. "
                + $"Set it to a full path, such as {(Os.IsWindows ? @"D:\cache" : "/var/cache/pdftract")}, or to one that begins with ~/.");
        }
    }

    private void CheckStatisticsFile()
    {
        CheckTilde("PdfExtractStatisticsFile", StatisticsFile?.ItemSpec ?? "");
        if (StatisticsFile?.GetMetadata("FullPath") is { Length: > 0 } file && Directory.Exists(file))
        {
            LogError(DiagnosticCodes.InvalidProperty, null,
                $"The property PdfExtractStatisticsFile names the folder '{file}'. It takes a file's path, such as $(OutputPath)pdf-counts.json.");
        }
    }

    private void CheckOutputDirectory()
    {
        CheckTilde("PdfExtractOutputDirectory", OutputDirectory);
        if (OutputDirectory.Trim() != OutputDirectoryWhenRead.Trim())
        {
            LogError(DiagnosticCodes.InvalidProperty, null,
                $"The property PdfExtractOutputDirectory is set to '{Readable.Show(OutputDirectory)}' too late, after the targets of the package were read, for example in "
                + "Directory.Build.targets. Set it in the project, in Directory.Build.props or with -p:.");
        }
    }

    private void CheckTilde(string property, string value)
    {
        if (value.TrimStart().StartsWith("~", StringComparison.Ordinal))
        {
            LogError(DiagnosticCodes.InvalidProperty, null,
                $"The property {property} has the value '{Readable.Show(value)}', and '~' stands for nothing there. Write the full path, or one that begins at the project.");
        }
    }
}
