namespace PdfTract.Cache.Build;

/// <summary>A result as a build left it in a folder of the user's choice.</summary>
internal readonly record struct ManifestEntry(long Length, Digest256 Sha256);
