namespace PdfTract.Cache.Fuzz;

/// <summary>The reader did what it never may.</summary>
internal sealed class UnexpectedReadException(string message) : Exception(message);
