namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// The document of the last request, open: one that is asked for range by range is parsed once in each worker. There is never more than
/// one, since a document may take much memory.
/// </summary>
internal sealed class KeptDocument
{
    private Identity? _identity;
    private SourceDocument? _document;

    /// <summary>Gives the kept document, or opens the one that is asked for. The caller does not dispose it.</summary>
    /// <exception cref="ExtractionFailedException">It cannot be opened.</exception>
    public SourceDocument Open(ExtractionRequest request, string? digest)
    {
        // What is looked at before the file is read cannot be newer than what was read.
        var identity = Identity.Of(request, digest);
        if (_document is not null && _identity == identity)
        {
            return _document;
        }

        Close();
        _document = SourceDocument.Open(request.Input, request.Password);
        _identity = identity;
        return _document;
    }

    public void Close()
    {
        _document?.Dispose();
        (_document, _identity) = (null, null);
    }

    /// <summary>A file that was replaced or changed differs in one of these.</summary>
    private sealed record Identity(string Path, string? Digest, string? Password, long Length, DateTime Written, DateTime Created)
    {
        public static Identity Of(ExtractionRequest request, string? digest)
        {
            var file = new FileInfo(request.Input);
            return new Identity(request.Input, digest, request.Password, file.Exists ? file.Length : -1, file.LastWriteTimeUtc, file.CreationTimeUtc);
        }

        /// <summary>Without the password.</summary>
        public override string ToString() => Path;
    }
}
