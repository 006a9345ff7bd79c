using ZstdSharp;

namespace PdfTract.Cache.Benchmarks.Material;

/// <summary>Output files of one length, half of them text and half JSON, cut from real results: each another piece.</summary>
internal sealed class Pieces
{
    private readonly Extracts _extracts;
    private readonly string _folder;
    private readonly Dictionary<string, Stream> _streams = [];

    public Pieces(Extracts extracts, string folder)
    {
        _extracts = extracts;
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>So many files of so many bytes, text and JSON in turn.</summary>
    public Item[] Cut(int length, int count) => [.. Enumerable.Range(0, count).Select(i => CutOne(length, i, i % 2 == 0 ? Item.Text : Item.Json))];

    /// <summary>So many of one kind.</summary>
    public Item[] Cut(int length, int count, string kind) => [.. Enumerable.Range(0, count).Select(i => CutOne(length, i, kind))];

    /// <summary>How many times smaller level 3 makes these, as a whole.</summary>
    public static double Ratio(IEnumerable<Item> items)
    {
        using var compressor = new Compressor(3);
        var (raw, compressed) = (0L, 0L);
        foreach (var bytes in items.Select(item => File.ReadAllBytes(item.Source)))
        {
            raw += bytes.Length;
            compressed += compressor.Wrap(bytes).Length;
        }

        return (double)raw / compressed;
    }

    private Item CutOne(int length, int index, string kind)
    {
        var path = Path.Combine(_folder, $"{length}-{index}.{kind}");
        if (!File.Exists(path))
        {
            if (!_streams.TryGetValue(kind, out var stream))
            {
                _streams.Add(kind, stream = new Stream([.. _extracts.FilesOf(kind).SelectMany(File.ReadAllBytes)]));
            }

            File.WriteAllBytes(path, stream.Take(length));
        }

        return new Item(path, kind, path, length);
    }

    /// <summary>The results of one kind, one after another; where they end, they begin again, reworded.</summary>
    private sealed class Stream(byte[] results)
    {
        private byte[]? _reworded;
        private int _position;
        private int _passes;

        public byte[] Take(int length)
        {
            var piece = new byte[length];
            var filled = 0;
            while (filled < length)
            {
                if (_position == results.Length)
                {
                    _reworded = Rewording.Of(results, ++_passes);
                    _position = 0;
                }

                var count = Math.Min(length - filled, results.Length - _position);
                (_reworded ?? results).AsSpan(_position, count).CopyTo(piece.AsSpan(filled));
                _position += count;
                filled += count;
            }

            return piece;
        }
    }
}
