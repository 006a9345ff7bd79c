using System.Diagnostics.CodeAnalysis;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A page that goes beyond one of the <see cref="ReadingLimits"/>.</summary>
/// <param name="message">What there is too much of.</param>
[SuppressMessage("Design", "CA1064", Justification = "It is caught where a page's result is made, and nowhere else.")]
internal sealed class PageLimitException(string message) : Exception(message);
