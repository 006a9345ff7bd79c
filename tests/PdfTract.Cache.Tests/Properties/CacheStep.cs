namespace PdfTract.Cache.Tests;

/// <summary>What can happen to a cache.</summary>
internal enum CacheStepKind
{
    Store,
    StoreReadOnly,
    Restore,
    FlipBit,
    Truncate,
    Extend,
    SwapWithNext,
    CopyToNext,
    GrowOld,
    CleanByAge,
    CleanBySize,
    DeleteMarker,
    DeleteRoot,
}

/// <summary>One thing that happens.</summary>
/// <param name="Kind">What.</param>
/// <param name="Key">To which key, where it is about one.</param>
/// <param name="Number">How much, where, or which value: each kind makes of it what it needs.</param>
internal sealed record CacheStep(CacheStepKind Kind, int Key, int Number);
