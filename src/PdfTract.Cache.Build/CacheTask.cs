using System.Reflection;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Parsing;
using PdfTract.Cache.Build.Planning;
using PdfTract.Cache.Build.Sessions;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Build;

/// <summary>What the three tasks on a cache directory have in common: how they find it and how it is to be used.</summary>
public abstract class CacheTask : PdfTask
{
    /// <summary>The cache's root. The property <c>PdfCacheDirectory</c>.</summary>
    [Required]
    public ITaskItem CacheDirectory { get; set; } = null!;

    /// <summary><c>true</c>: serve hits, write nothing. The property <c>PdfCacheReadOnly</c>.</summary>
    public string? ReadOnly { get; set; }

    /// <summary>
    /// Where the signing key is: <c>env:VARIABLE</c> or <c>file:path</c>, never the key. Empty: sign nothing, and trust what is
    /// whole. The property <c>PdfCacheSigningKey</c>.
    /// </summary>
    public string? SigningKey { get; set; }

    /// <summary><c>false</c>: do not flush entries to the device. The property <c>PdfCacheFsync</c>.</summary>
    public string? Fsync { get; set; }

    /// <summary>Such as <c>5GB</c>. The property <c>PdfCacheMaxSize</c>.</summary>
    public string? MaxSize { get; set; }

    /// <summary>Such as <c>30d</c>. The property <c>PdfCacheMaxAge</c>.</summary>
    public string? MaxAge { get; set; }

    /// <summary>Such as <c>10m</c>. The property <c>PdfCacheCleanupInterval</c>: every task checks it, so that a mistake shows before any work.</summary>
    public string? CleanupInterval { get; set; }

    /// <summary>The version of this package, as entries record it.</summary>
    private protected static string ToolVersion =>
        typeof(CacheTask).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The full path of the project's folder: for MSBuild it is ".", also under -mt, where the working directory is another's.</summary>
    private protected static string ProjectFolder => new TaskItem(".").GetMetadata("FullPath");

    /// <summary>The cache's root as a full path, once the parameters are read.</summary>
    private protected string CacheRoot { get; private set; } = "";

    /// <summary>What <see cref="CleanupInterval"/> says, once the parameters are read; null for none.</summary>
    private protected TimeSpan? Interval { get; private set; }

    /// <summary>What a property means that is set to nothing: the same as the .props.</summary>
    private const string DefaultMaxSize = "5GB";
    private const string DefaultMaxAge = "30d";

    /// <summary>Reads the parameters; each that is invalid is an error.</summary>
    private protected CacheSettings ReadSettings()
    {
        var read = new PropertyReader(LogError);
        CacheRoot = read.Directory("PdfCacheDirectory", CacheDirectory) ?? "";
        Interval = read.Age("PdfCacheCleanupInterval", CleanupInterval);
        return new CacheSettings(CacheRoot)
        {
            SigningKey = SigningKeySource.Read(SigningKey, (code, message) => LogError(code, null, message)),
            ReadOnly = read.Boolean("PdfCacheReadOnly", ReadOnly, absent: false),
            Fsync = read.Boolean("PdfCacheFsync", Fsync, absent: true),
            MaxSize = read.Size("PdfCacheMaxSize", IsBlank(MaxSize) ? DefaultMaxSize : MaxSize),
            MaxAge = read.Age("PdfCacheMaxAge", IsBlank(MaxAge) ? DefaultMaxAge : MaxAge),
        };
    }

    private protected static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    /// <summary>Tells what became of a look-up: the details, and trouble as a warning or an error.</summary>
    private protected void Report(DocumentLookup lookup)
    {
        var document = lookup.Document.Path;
        LogDetail(() => $"{document}: {lookup.Describe()}");
        if (lookup.Foreign is not null)
        {
            LogError(DiagnosticCodes.OutputIsForeign, document, OutputOwnership.DescribeForeign(lookup.Foreign, document));
        }
        else if (lookup.Error is not null)
        {
            LogError(DiagnosticCodes.DocumentUnreadable, document,
                $"The document '{document}' cannot be read: {lookup.Error} Check its permissions, or take it out of the PdfDocument items.");
        }
        else if (lookup.Result is { Reason: MissReason.OutputNotWritable } notWritable)
        {
            LogError(DiagnosticCodes.OutputNotWritable, document,
                $"The outputs of '{document}' are in the cache and cannot be written: {notWritable.Detail} Look for a full disk, a missing permission or a program that has one of them open.");
        }
        else if (lookup.Result is { Reason: MissReason.Corrupt } corrupt)
        {
            LogWarning(DiagnosticCodes.EntryCorrupt, document,
                $"The cache held a damaged entry for '{document}' ({corrupt.Detail}) "
                + (corrupt.CorruptRemoved ? "It was removed; " : "It could not be removed; ")
                + "the document is extracted again. If this repeats, check the disk under '" + CacheRoot + "'.");
        }
        else if (lookup.Result is { Reason: MissReason.Forged } forged)
        {
            LogWarning(DiagnosticCodes.EntryForged, document,
                $"The cache held an entry for '{document}' that somebody has tampered with: {forged.Detail} "
                + $"The document is extracted again. Find out who can write to '{CacheRoot}'.");
        }
        else if (lookup.Result is { Reason: MissReason.Unreadable or MissReason.Unavailable } unreadable)
        {
            LogWarningOnce(DiagnosticCodes.EntryUnreadable, document,
                $"'{document}' could not be restored from the cache: {unreadable.Detail} It is extracted instead; the build's result is the same.");
        }
    }
}
