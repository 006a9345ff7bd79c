namespace PdfTract.Cache.Outputs;

/// <summary>Trouble where an output was to be written, and none of the entry's: without it one would be taken for the other.</summary>
internal sealed class OutputNotWritableException(Exception cause) : IOException(cause.Message, cause);
