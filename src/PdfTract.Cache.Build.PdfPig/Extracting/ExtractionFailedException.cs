using System.Diagnostics.CodeAnalysis;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Why a document has no results: a code, and a message that is made for the person who reads it.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It is caught where the document's outcome is made, and nowhere else.")]
internal sealed class ExtractionFailedException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    public string Code { get; } = code;
}
