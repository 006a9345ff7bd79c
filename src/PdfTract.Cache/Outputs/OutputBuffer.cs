using System.Buffers;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Outputs;

/// <summary>
/// Takes one output of a hit into memory: <see cref="ExtractionCache.Read"/>. To be used again for the next read, which then
/// allocates nothing. For one read at a time.
/// </summary>
/// <param name="kind">The output kind; see <see cref="OutputKind"/>.</param>
public sealed class OutputBuffer(string kind) : IDisposable
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>The output kind.</summary>
    public string Kind { get; } = kind;

    /// <summary>
    /// The output's bytes after a hit, and nothing after a miss. The memory is pooled: the next read and
    /// <see cref="Dispose"/> take it back, so that what is needed longer has to be copied.
    /// </summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _length = 0;
        Keep([]);
    }

    internal void Clear() => _length = 0;

    /// <summary>Makes room for so many bytes in all, for the caller to fill. Those that were there stay in front.</summary>
    internal Span<byte> SetLength(int length)
    {
        if (length > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(length);
            _bytes.AsSpan(0, _length).CopyTo(larger);
            Keep(larger);
        }

        _length = length;
        return _bytes.AsSpan(0, length);
    }

    private void Keep(byte[] bytes)
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = bytes;
    }
}
