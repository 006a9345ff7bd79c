using System.IO.Hashing;

namespace PdfTract.Cache.Tests.Hostile;

/// <summary>Two contents of one length and one XXH3-128: which bytes stand is never decided by that checksum.</summary>
[Category("H74")]
internal sealed class EqualChecksumTests : CacheFixture
{
    private const int Streamed = EntryFormat.MaxWholeLength + 100_000;

    [TestCase(300)]
    [TestCase(20_000)]
    [TestCase(Streamed)]
    public void H74_an_output_that_another_document_left_is_replaced_though_its_checksum_is_the_same(int length)
    {
        var (one, other) = Pair(length);
        Assert.That(XxHash128.Hash(one), Is.EqualTo(XxHash128.Hash(other)), "they are such a pair");
        using var cache = Open();
        cache.Store(Key, SomeProvenance, [new("text", Folder.Write("extracted/other", other))]);
        Folder.Write("restored/a.txt", one);

        var result = cache.Restore(Key, [new("text", Folder["restored/a.txt"])]);

        Assert.Multiple(() =>
        {
            Assert.That((result.IsHit, result.Written), Is.EqualTo((true, 1)));
            Assert.That(File.ReadAllBytes(Folder["restored/a.txt"]), Is.EqualTo(other));
        });
    }

    [TestCase(300)]
    [TestCase(20_000)]
    [TestCase(Streamed)]
    public void H74_an_output_that_is_right_already_is_not_touched(int length)
    {
        var (one, _) = Pair(length);
        using var cache = Open();
        cache.Store(Key, SomeProvenance, [new("text", Folder.Write("extracted/one", one))]);
        Folder.Write("restored/a.txt", one);

        Assert.That(cache.Restore(Key, [new("text", Folder["restored/a.txt"])]).Written, Is.Zero);
    }

    [TestCase(20_000, true)]
    [TestCase(20_000, false)]
    [TestCase(Streamed, true)]
    public void H74_a_store_over_other_bytes_with_the_same_checksum_says_that_they_differ(int length, bool isOther)
    {
        var (one, other) = Pair(length);
        using var cache = Open();
        cache.Store(Key, SomeProvenance, [new("text", Folder.Write("extracted/one", one))]);

        var result = cache.Store(Key, SomeProvenance, [new("text", Folder.Write("extracted/again", isOther ? other : one))]);

        Assert.That((result.Outcome, result.ReplacedDifferent), Is.EqualTo((StoreOutcome.Stored, isOther)));
    }

    /// <summary>
    /// A lane of XXH3 multiplies the halves of its input mixed with a public secret. Where the low half is the secret's, the product is zero whatever the
    /// high half is, and the input itself is only added up: what one place of the lane has more, another may have less.
    /// </summary>
    private static (byte[] One, byte[] Other) Pair(int length)
    {
        byte[] firstSecret = [0xb8, 0xfe, 0x6c, 0x39], secondSecret = [0x7c, 0x01, 0x81, 0x2c];
        const int Stripe = 64, High = 4;
        var one = Compressible(length, seed: 7);
        firstSecret.CopyTo(one, 0);
        secondSecret.CopyTo(one, Stripe);
        one[High] = 10;
        one[Stripe + High] = 20;
        byte[] other = [.. one];
        other[High]++;
        other[Stripe + High]--;
        return (one, other);
    }
}
