namespace PdfTract.Cache.Build.Hosting;

/// <summary>
/// Every code that a build can see. 1xxx: what the user gave is wrong, an error. 2xxx: the cache is in trouble, a warning,
/// and the build goes on. Each has a section in docs/codes.md, where its help link leads.
/// </summary>
internal static class DiagnosticCodes
{
    public const string DocumentUnreadable = "PDFC1001";
    public const string DocumentListedTwice = "PDFC1002";
    public const string OutputsCollide = "PDFC1003";
    public const string OutputInsideCache = "PDFC1004";
    public const string InvalidProperty = "PDFC1005";

    /// <summary>Logged by the .targets as well.</summary>
    public const string NoExtractor = "PDFC1006";
    public const string InvalidCommand = "PDFC1007";
    public const string ExtractorNotStarted = "PDFC1008";
    public const string ExtractorFailed = "PDFC1009";
    public const string OutputMissing = "PDFC1010";
    public const string OutputNotWritable = "PDFC1011";
    public const string RootIsForeign = "PDFC1012";
    public const string DocumentEncrypted = "PDFC1013";
    public const string DocumentBroken = "PDFC1014";
    public const string UnknownOutputKind = "PDFC1015";

    /// <summary>Logged by the .targets of the PdfPig package.</summary>
    public const string CachePackageMissing = "PDFC1016";

    public const string ExtractorTimedOut = "PDFC1017";
    public const string ExtractionStopped = "PDFC1018";
    public const string InvalidOptions = "PDFC1019";
    public const string ExtractorUnnamed = "PDFC1020";
    public const string InputUnreadable = "PDFC1021";
    public const string WorkerDied = "PDFC1022";
    public const string ExtractorOutOfMemory = "PDFC1023";
    public const string WorkerAnsweredWrongly = "PDFC1024";
    public const string NoThreadOrMemory = "PDFC1025";

    public const string InvalidSecrets = "PDFC1030";
    public const string SecretUnreadable = "PDFC1031";
    public const string SecretMissing = "PDFC1032";

    public const string InvalidSigningKey = "PDFC1033";

    public const string OutputIsInput = "PDFC1040";
    public const string OutputIsForeign = "PDFC1041";
    public const string OutputOutsideFolder = "PDFC1042";
    public const string NothingBuilt = "PDFC1043";
    public const string NotUpToDate = "PDFC1044";

    public const string CacheNotWritable = "PDFC2001";
    public const string StoreFailed = "PDFC2002";
    public const string EntryCorrupt = "PDFC2003";
    public const string EntryUnreadable = "PDFC2004";
    public const string StoreIntoForeignRoot = "PDFC2005";
    public const string EntryTooLarge = "PDFC2006";
    public const string ChangedMeanwhile = "PDFC2007";
    public const string CleanupFailed = "PDFC2008";
    public const string EntryForged = "PDFC2009";
    public const string CacheDefect = "PDFC2010";

    public const string ChangedResultStays = "PDFC2020";
    public const string OutputIsShared = "PDFC2021";
    public const string WildcardMatchesNothing = "PDFC2022";

    /// <summary>Where the help link of a code leads.</summary>
    public static string HelpLink(string code) =>
#pragma warning disable CA1308 // An anchor in a rendered page is lower case.
        "https://github.com/pdftract/PdfTract.Cache.Build/blob/main/docs/codes.md#" + code.ToLowerInvariant();
#pragma warning restore CA1308
}
