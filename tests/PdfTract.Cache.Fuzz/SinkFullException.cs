namespace PdfTract.Cache.Fuzz;

/// <summary>The output is longer than the fuzzer cares to read.</summary>
internal sealed class SinkFullException : IOException;
