using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build.Records;

/// <summary>A result as a build left it in a folder of the user's choice.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of all of them.</param>
/// <param name="Origin">What tells makers of different results apart, whatever state they are in: see <see cref="ResultManifest.OriginOf"/>.</param>
internal sealed record ManifestEntry(long Length, Digest256 Sha256, string Origin);
