using System.Collections.Concurrent;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace PdfTract.Cache;

/// <summary>
/// Compressors and decompressors to borrow: setting one up costs more than using it on a small output. One pool a cache
/// instance and not a static one, because task hosts outlive builds (H47). Safe for any number of threads.
/// </summary>
internal sealed class ZstdCodecs : IDisposable
{
    private readonly ConcurrentBag<Compressor> _compressors = [];
    private readonly ConcurrentBag<Decompressor> _decompressors = [];

    public void WithCompressor(Action<Compressor> use) => With(_compressors, NewCompressor, use);

    public void WithDecompressor(Action<Decompressor> use) => With(_decompressors, NewDecompressor, use);

    public void Dispose()
    {
        while (_compressors.TryTake(out var compressor))
        {
            compressor.Dispose();
        }

        while (_decompressors.TryTake(out var decompressor))
        {
            decompressor.Dispose();
        }
    }

    /// <summary>A codec goes back to the pool after a frame that ended well; after an error its state is unknown and it is disposed of.</summary>
    private static void With<T>(ConcurrentBag<T> pool, Func<T> create, Action<T> use)
        where T : IDisposable
    {
        var codec = pool.TryTake(out var pooled) ? pooled : create();
        try
        {
            use(codec);
            pool.Add(codec);
        }
        catch
        {
            codec.Dispose();
            throw;
        }
    }

    private static Compressor NewCompressor()
    {
        var compressor = new Compressor(EntryFormat.CompressionLevel);
        // libzstd leaves it off by default, and then 20 of 20 one-bit flips in a frame decoded silently wrong.
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_contentSizeFlag, 1);
        return compressor;
    }

    private static Decompressor NewDecompressor()
    {
        var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, EntryFormat.MaxWindowLog);
        return decompressor;
    }
}
