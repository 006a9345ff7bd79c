namespace PdfTract.Cache.Platform;

/// <summary>ESTALE as an exception: the server removed what was open, or what a cached name stood for (H18).</summary>
internal sealed class StaleFileException(string message) : DirectoryNotFoundException(message);
