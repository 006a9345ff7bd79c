using ZstdSharp;
using ZstdSharp.Unsafe;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>
/// The codec of the contestants that have none: zstd at level 3 with the frame's checksum, as the cache's entries have it; the
/// contexts and buffers are used again. The bytes are good until the next call.
/// </summary>
internal sealed class ZstdFrames : IDisposable
{
    private readonly Compressor _compressor = new(3);
    private readonly Decompressor _decompressor = new();
    private byte[] _frame = [];
    private byte[] _bytes = [];

    public ZstdFrames()
    {
        _compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
    }

    public ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> bytes)
    {
        var bound = Compressor.GetCompressBound(bytes.Length);
        if (bound > _frame.Length)
        {
            _frame = new byte[bound];
        }

        return _frame.AsMemory(0, _compressor.Wrap(bytes, _frame));
    }

    public ReadOnlySpan<byte> Decompress(ReadOnlySpan<byte> frame, int length)
    {
        if (length > _bytes.Length)
        {
            _bytes = new byte[length];
        }

        return _bytes.AsSpan(0, _decompressor.Unwrap(frame, _bytes));
    }

    public void Dispose()
    {
        _compressor.Dispose();
        _decompressor.Dispose();
    }
}
