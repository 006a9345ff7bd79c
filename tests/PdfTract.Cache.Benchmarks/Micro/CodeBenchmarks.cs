using System.IO.Hashing;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using PdfTract.Cache.Benchmarks.Contestants;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Micro;

/// <summary>The steps of which hits and stores are made, each alone and in memory. Public and open, because BenchmarkDotNet derives from it.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class CodeBenchmarks
{
    /// <summary>Of all instances: BenchmarkDotNet makes them, and tells them nothing.</summary>
    private static readonly ZstdCodecs Codecs = new();

    private static Item _prepared = null!;
    private static string _folder = null!;

    private readonly ExtractionOptions _options = new(
        "pdftotext", "22.12.0", new Dictionary<string, string> { ["arguments"] = "-layout {input} {output}", ["document"] = "" });

    private Item _piece = null!;
    private byte[] _bytes = [];
    private byte[] _frame = [];
    private byte[] _target = [];
    private byte[] _entry = [];
    private byte[] _statement = [];
    private EntryMetadata _metadata = null!;
    private string _keyText = "";
    private CacheLayout _layout = null!;

    /// <summary>Says before the run what it is about.</summary>
    internal static void Prepare(Item piece, string folder) => (_prepared, _folder) = (piece, folder);

    [GlobalSetup]
    public void SetUp()
    {
        _piece = _prepared;
        using var ours = new ExtractionCacheContestant(_folder);
        ours.Store(new[] { _piece });
        _layout = new CacheLayout(_folder);
        _bytes = File.ReadAllBytes(_piece.Source);
        _target = new byte[2 * _bytes.Length];
        Codecs.WithCompressor(compressor => _frame = compressor.Wrap(_bytes).ToArray());
        _entry = File.ReadAllBytes(_layout.Entry(_piece.Key));
        _metadata = new EntryMetadata(
            _piece.Key,
            new Provenance("machine", "1.0.0", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(1)),
            [new EntryOutput(_piece.Kind, BodyCodec.Zstd, _bytes.Length, _frame.Length, default)]);
        _statement = EntryMetadataCodec.Write(_metadata);
        _keyText = _piece.Key.ToString();
    }

    [Benchmark(Description = "options hash: canonical JSON and SHA-256")]
    public object OptionsHash() => _options.ComputeHash();

    [Benchmark(Description = "a key's text, read")]
    public bool ParseKey() => CacheKey.TryParse(_keyText, out _);

    [Benchmark(Description = "an entry's path from its key")]
    public string EntryPath() => _layout.Entry(_piece.Key);

    [Benchmark(Description = "fingerprint of a file of 64 KiB")]
    public object FingerprintOfFile() => Fingerprint.OfFile(_piece.Source);

    [Benchmark(Description = "SHA-256 of 64 KiB")]
    public byte[] Sha256() => SHA256.HashData(_bytes);

    [Benchmark(Description = "XXH3-128 of 64 KiB")]
    public UInt128 Xxh3() => XxHash128.HashToUInt128(_bytes);

    [Benchmark(Description = "zstd: 64 KiB of JSON compressed")]
    public void Compress() => Codecs.WithCompressor(compressor => compressor.Wrap(_bytes, _target));

    [Benchmark(Description = "zstd: 64 KiB of JSON decompressed")]
    public void Decompress() => Codecs.WithDecompressor(decompressor => decompressor.Unwrap(_frame, _target));

    [Benchmark(Description = "an entry's statement, written")]
    public byte[] WriteStatement() => EntryMetadataCodec.Write(_metadata);

    [Benchmark(Description = "an entry's statement, read")]
    public bool ReadStatement() => EntryMetadataCodec.TryRead(_statement, _frame.Length, out _);

    [Benchmark(Description = "an entry of 64 KiB in memory, verified")]
    public void VerifyEntry()
    {
        using var file = new MemoryStream(_entry);
        using var reader = EntryReader.Read(file, _piece.Key, [_piece.Kind], null, CancellationToken.None).Reader;
    }
}
