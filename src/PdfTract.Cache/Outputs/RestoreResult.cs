using PdfTract.Cache.Entries;

namespace PdfTract.Cache.Outputs;

/// <summary>The result of one restore.</summary>
/// <param name="Reason">Why it is a miss; <see cref="MissReason.None"/> for a hit.</param>
/// <param name="Detail">For the log: what exactly was wrong; null when nothing was.</param>
/// <param name="Written">How many outputs were written; the others held the same bytes already and were left alone (H26).</param>
/// <param name="Provenance">Where the entry comes from; null on a miss.</param>
/// <param name="CorruptRemoved">A corrupt entry was found and removed.</param>
/// <param name="Store">Which store the entry came from: its directory. Null on a miss.</param>
public sealed record RestoreResult(
    MissReason Reason, string? Detail = null, int Written = 0, Provenance? Provenance = null, bool CorruptRemoved = false, string? Store = null)
{
    /// <summary>Every output holds what the entry holds.</summary>
    public bool IsHit => Reason == MissReason.None;
}
