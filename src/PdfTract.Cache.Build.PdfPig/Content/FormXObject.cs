using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Content that a page draws by name (ISO 32000, 8.10).</summary>
/// <param name="Content">Its operators.</param>
/// <param name="Transformation">From its space into that of the page.</param>
/// <param name="Bounds">The rectangle that it is clipped to, in its own space; null when it states none.</param>
/// <param name="Resources">Null when it uses those around it.</param>
internal sealed record FormXObject(ReadOnlyMemory<byte> Content, Matrix Transformation, Box? Bounds, DictionaryToken? Resources);
