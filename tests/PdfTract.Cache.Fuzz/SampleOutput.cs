namespace PdfTract.Cache.Fuzz;

/// <summary>One output to make an entry of.</summary>
internal sealed record SampleOutput(string Kind, byte[] Bytes);
