using System.IO.Compression;
using PdfTract.Cache.Build.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.Tests;

internal sealed class PdfPigFilterTests
{
    private static readonly byte[] Plain = [.. Enumerable.Range(0, 20_000).Select(i => (byte)("BT (Hello world) Tj "[i % 20] + (i / 5000)))];

    [Test]
    public void What_was_compressed_comes_out_again() => Assert.That(Flate(Compressed()), Is.EqualTo(Plain));

    [Test]
    public void A_line_end_before_the_data_does_not_matter() => Assert.That(Flate([(byte)'\r', (byte)'\n', .. Compressed()]), Is.EqualTo(Plain));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public void Of_data_that_is_too_short_nothing_comes_out(int length) => Assert.That(Flate(Compressed()[..length]), Is.Empty);

    [Test]
    public void Data_that_is_cut_off_gives_what_comes_before()
    {
        var random = new byte[200_000];
        new Random(7).NextBytes(random);
        var compressed = Compressed(random);

        var decoded = Flate(compressed[..(compressed.Length / 2)]);

        Assert.That(decoded, Has.Length.GreaterThan(random.Length / 4));
        Assert.That(decoded, Is.EqualTo(random[..decoded.Length]));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Rows_that_were_predicted_come_out_as_they_were(int kind)
    {
        byte[][] rows = [[1, 2, 3, 250, 5, 6], [7, 200, 9, 10, 11, 12], [0, 255, 128, 3, 3, 3]];
        var predicted = rows.SelectMany((row, i) => Predict(kind, row, i == 0 ? new byte[6] : rows[i - 1])).ToArray();

        var decoded = Flate(Compressed(predicted), ("Predictor", 15), ("Colors", 2), ("Columns", 3));

        Assert.That(decoded, Is.EqualTo(rows.SelectMany(row => row)));
    }

    [Test]
    public void Pixels_that_are_differences_come_out_as_they_were() =>
        Assert.That(Flate(Compressed([1, 2, 3, 5, 5, 5]), ("Predictor", 2), ("Colors", 1), ("Columns", 3)), Is.EqualTo(new byte[] { 1, 3, 6, 5, 10, 15 }));

    // The example of ISO 32000, 7.4.4.2.
    [Test]
    public void LZW_of_the_standards_example() =>
        Assert.That(Lzw([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]), Is.EqualTo(new byte[] { 45, 45, 45, 45, 45, 65, 45, 45, 45, 66 }));

    [Test]
    public void LZW_stops_at_a_code_that_cannot_be() => Assert.That(Lzw([0x80, 0x0B, 0x7F, 0xFF]), Is.EqualTo(new byte[] { 45 }));

    private static byte[] Flate(byte[] data, params (string Name, int Value)[] parameters) =>
        new FlateDecoder().Decode(data, Stream("FlateDecode", parameters), new TextFilters(), 0).ToArray();

    private static byte[] Lzw(byte[] data) => new LzwDecoder().Decode(data, Stream("LZWDecode"), new TextFilters(), 0).ToArray();

    private static DictionaryToken Stream(string filter, params (string Name, int Value)[] parameters) => TokenDictionary.Of(
        ("Filter", NameToken.Create(filter)),
        ("DecodeParms", TokenDictionary.Of([.. parameters.Select(parameter => (parameter.Name, (IToken?)new NumericToken(parameter.Value)))])));

    private static byte[] Compressed(byte[]? data = null)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(data ?? Plain);
        }

        return compressed.ToArray();
    }

    /// <summary>As PNG does, with pixels of two bytes.</summary>
    private static IEnumerable<byte> Predict(int kind, byte[] row, byte[] above) => row.Select((value, i) =>
    {
        var (left, up, upLeft) = (i < 2 ? 0 : row[i - 2], above[i], i < 2 ? 0 : above[i - 2]);
        var (p, a, b, c) = (left + up - upLeft, Math.Abs(up - upLeft), Math.Abs(left - upLeft), Math.Abs(left + up - (2 * upLeft)));
        Assert.That(p - left, Is.EqualTo(up - upLeft));
        var predicted = kind switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => a <= b && a <= c ? left : b <= c ? up : upLeft, _ => 0 };
        return (byte)(value - predicted);
    }).Prepend((byte)kind);
}
