namespace PdfTract.Cache.Platform;

/// <summary>A document or an output was written to while it was hashed or stored: what was read is not trusted (H11).</summary>
public sealed class FileChangedException(string path) : IOException($"'{path}' changed while it was read.")
{
    /// <summary>The file that changed.</summary>
    public string Path { get; } = path;
}
