using System.Diagnostics.CodeAnalysis;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A stream that becomes far larger than any text needs: a bomb, as a rule.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It is caught where a page's result is made, and nowhere else.")]
internal sealed class StreamTooLargeException()
    : Exception($"a stream grows beyond {ReadingLimits.DecodedBytes / (1024 * 1024)} MB when it is decompressed, which no text needs.");
