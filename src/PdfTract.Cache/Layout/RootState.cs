namespace PdfTract.Cache.Layout;

/// <summary>What a cache directory is at the moment.</summary>
public enum RootState
{
    /// <summary>There is no such folder.</summary>
    Missing,

    /// <summary>An empty folder: a first store makes a cache of it.</summary>
    Empty,

    /// <summary>A cache: the marker is there.</summary>
    Cache,

    /// <summary>A folder with somebody's files in it and no marker: nothing is stored there and nothing deleted, ever (H33).</summary>
    Foreign,
}
