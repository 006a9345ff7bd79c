namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>A folder without its name.</summary>
internal sealed class ModelFolder;
