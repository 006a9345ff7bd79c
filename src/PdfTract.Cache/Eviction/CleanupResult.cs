using PdfTract.Cache.Layout;

namespace PdfTract.Cache.Eviction;

/// <summary>What a clean-up did.</summary>
/// <param name="Root">What the directory was; unless it is a cache, and not to be used read-only, nothing was done.</param>
/// <param name="StaleTemps">Temps and claims of crashed writers that were removed.</param>
/// <param name="Aged">Entries removed because nobody used them for longer than the age limit.</param>
/// <param name="Evicted">Entries removed because the cache was above its size limit.</param>
/// <param name="RemovedBytes">The bytes of all of these.</param>
/// <param name="RemainingEntries">Entries that stand, as far as this clean-up saw.</param>
/// <param name="RemainingBytes">Their bytes.</param>
/// <param name="Failures">Files and folders that could not be read or removed; they are tried again next time.</param>
public sealed record CleanupResult(
    RootState Root,
    int StaleTemps = 0,
    int Aged = 0,
    int Evicted = 0,
    long RemovedBytes = 0,
    long RemainingEntries = 0,
    long RemainingBytes = 0,
    int Failures = 0);
