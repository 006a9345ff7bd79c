using System.Diagnostics;

namespace PdfTract.Cache.Tests;

/// <summary>Every damage of a kind, counted: none may be left out, and none may be read as anything but corrupt.</summary>
[TestFixtureSource(typeof(EntryShape), nameof(EntryShape.All))]
internal sealed class ExhaustiveDamageTests(EntryShape shape)
{
    private const int SectorLength = 512;
    private const int BitsOfAByte = 8;

    private readonly Stopwatch _stopwatch = Stopwatch.StartNew();

    [SetUp]
    public void Restart() => _stopwatch.Restart();

    [Test]
    [Category("H14")]
    [Category("H15")]
    public void The_whole_entry_is_a_hit() => Assert.That(shape.Read(shape.Entry), Is.EqualTo(MissReason.None));

    [Test]
    [Category("H14")]
    public void H14_every_flipped_bit_is_corrupt()
    {
        var verdicts = Verdicts.OfEachOffset(shape.Entry, EachBit);

        AssertAllCorrupt(verdicts, BitsOfAByte * (long)shape.Entry.Length, "flips");
    }

    [Test]
    [Category("H15")]
    public void H15_every_truncation_is_corrupt()
    {
        var verdicts = Verdicts.OfEachOffset(shape.Entry, (bytes, length) => [shape.Read(bytes, length)]);

        AssertAllCorrupt(verdicts, shape.Entry.Length, "truncations");
    }

    [Test]
    [Category("H15")]
    public void H15_garbage_after_the_end_is_corrupt([Values] bool ofZeros)
    {
        var random = new Random(1);
        for (var count = 1; count <= 64; count++)
        {
            var garbage = new byte[count];
            if (!ofZeros)
            {
                random.NextBytes(garbage);
            }

            Assert.That(shape.Read([.. shape.Entry, .. garbage]), Is.EqualTo(MissReason.Corrupt), $"{count} bytes");
        }
    }

    /// <summary>What a disk leaves that did not write one sector, or none from there on.</summary>
    [Test]
    [Category("H15")]
    public void H15_every_sector_of_zeros_is_corrupt_and_so_are_zeros_up_to_the_end()
    {
        var sectors = (shape.Entry.Length + SectorLength - 1) / SectorLength;
        for (var sector = 0; sector < sectors; sector++)
        {
            var start = sector * SectorLength;
            var rest = shape.Entry.Length - start;
            Assert.Multiple(() =>
            {
                Assert.That(ReadWithHole(start, Math.Min(SectorLength, rest)), Is.EqualTo(MissReason.Corrupt), $"sector {sector}");
                Assert.That(ReadWithHole(start, rest), Is.EqualTo(MissReason.Corrupt), $"from sector {sector}");
            });
        }
    }

    private MissReason ReadWithHole(int start, int count) => shape.Read(EntryDamage.Zero(shape.Entry, start, count));

    private IEnumerable<MissReason> EachBit(byte[] bytes, int offset)
    {
        for (var bit = 0; bit < BitsOfAByte; bit++)
        {
            bytes[offset] ^= (byte)(1 << bit);
            yield return shape.Read(bytes);
            bytes[offset] ^= (byte)(1 << bit);
        }
    }

    private void AssertAllCorrupt(Verdicts verdicts, long expected, string what)
    {
        TestContext.Out.WriteLine(
            $"{shape}: {expected} {what} of {shape.Entry.Length} bytes in {_stopwatch.Elapsed.TotalSeconds:F1} s, {verdicts[MissReason.None]} hits");
        Assert.Multiple(() =>
        {
            Assert.That(verdicts.Total, Is.EqualTo(expected));
            Assert.That(verdicts[MissReason.Corrupt], Is.EqualTo(expected));
            Assert.That(verdicts[MissReason.None], Is.Zero);
        });
    }
}
