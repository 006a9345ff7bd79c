namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>What a process that takes its first hit is told, in one file.</summary>
/// <param name="Tools">The folder with the package's assemblies.</param>
/// <param name="Cache">The cache.</param>
/// <param name="Key">What to restore.</param>
/// <param name="Kind">Its only output.</param>
/// <param name="Destination">Where to; one number is added for each hit.</param>
internal sealed record FirstHitSettings(string Tools, string Cache, string Key, string Kind, string Destination);
