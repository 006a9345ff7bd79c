namespace PdfTract.Cache.Tests;

/// <summary>A sample for which a property does not hold.</summary>
internal sealed class PropertyException(string message) : Exception(message);
