namespace PdfTract.Cache.Stress.Profiles;

/// <summary>How one row of a profile ended.</summary>
internal enum RowState
{
    Pass,
    Fail,

    /// <summary>It could not be tried on this machine; the detail says why. Never a pass.</summary>
    Skipped,
}
