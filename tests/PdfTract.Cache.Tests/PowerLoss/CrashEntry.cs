namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>An entry that is being stored when the power is lost.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Fresh">What is stored.</param>
/// <param name="Old">What stood there before; null for nothing.</param>
internal sealed record CrashEntry(CacheKey Key, OutputFile[] Fresh, OutputFile[]? Old);
