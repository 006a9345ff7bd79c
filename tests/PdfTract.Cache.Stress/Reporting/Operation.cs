namespace PdfTract.Cache.Stress.Reporting;

/// <summary>What a worker did that takes time.</summary>
internal enum Operation
{
    Hit,
    Miss,
    Store,

    /// <summary>Apart from the others: a full disk answers at another speed.</summary>
    FailedStore,
    Cleanup,
}
