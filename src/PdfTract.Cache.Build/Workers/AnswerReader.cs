namespace PdfTract.Cache.Build;

/// <summary>Reads a worker's standard output line by line. One reads at a time; what a worker prints takes no more memory than one line may.</summary>
internal sealed class AnswerReader(Stream stream)
{
    /// <summary>Of one line. What a worker has to say at such length belongs into its outputs.</summary>
    public const int MaxBytes = 1024 * 1024;

    private readonly byte[] _chunk = new byte[4096];
    private int _start;
    private int _end;

    /// <returns>The line without its end; null when the stream ends before that.</returns>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public async Task<byte[]?> ReadLine()
    {
        using var line = new MemoryStream();
        while (true)
        {
            var end = Array.IndexOf(_chunk, (byte)'\n', _start, _end - _start);
            var count = (end < 0 ? _end : end) - _start;
            if (line.Length + count > MaxBytes)
            {
                throw new InvalidDataException();
            }

            line.Write(_chunk, _start, count);
            if (end >= 0)
            {
                _start = end + 1;
                return line.ToArray();
            }

            _start = 0;
            _end = await stream.ReadAsync(_chunk, 0, _chunk.Length).ConfigureAwait(false);
            if (_end == 0)
            {
                return null;
            }
        }
    }
}
