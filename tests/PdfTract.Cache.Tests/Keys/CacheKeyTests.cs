using System.Text;

namespace PdfTract.Cache.Tests;

internal sealed class CacheKeyTests
{
    private static readonly KeyValuePair<string, string>[] NoOptions = [];

    [Test]
    public void The_fingerprint_is_the_sha256_of_the_bytes()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.pdf", Encoding.ASCII.GetBytes("abc"));

        Assert.That(
            Fingerprint.OfFile(path).ToString(),
            Is.EqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    [Test]
    public void A_different_extractor_version_or_option_is_another_hash()
    {
        Digest256[] hashes =
        [
            new ExtractionOptions("x", "1", NoOptions).ComputeHash(),
            new ExtractionOptions("y", "1", NoOptions).ComputeHash(),
            new ExtractionOptions("x", "2", NoOptions).ComputeHash(),
            new ExtractionOptions("x", "1", [new("layout", "true")]).ComputeHash(),
            new ExtractionOptions("x", "1", [new("layout", "false")]).ComputeHash(),
        ];

        Assert.That(hashes, Is.Unique);
    }

    [Test]
    public void The_order_of_options_does_not_matter()
    {
        var one = new ExtractionOptions("x", "1", [new("a", "1"), new("b", "2")]);
        var other = new ExtractionOptions("x", "1", [new("b", "2"), new("a", "1")]);

        Assert.That(other.ComputeHash(), Is.EqualTo(one.ComputeHash()));
    }

    [Test]
    public void An_option_named_twice_is_refused() =>
        Assert.That(() => new ExtractionOptions("x", "1", [new("a", "1"), new("a", "2")]).ComputeHash(), Throws.ArgumentException);

    [Test]
    public void A_key_reads_back_what_it_prints()
    {
        var key = new CacheKey(new Digest256([.. Enumerable.Range(0, 32).Select(i => (byte)i)]), new Digest256([.. Enumerable.Range(200, 32).Select(i => (byte)i)]));

        Assert.Multiple(() =>
        {
            Assert.That(CacheKey.TryParse(key.ToString(), out var read), Is.True);
            Assert.That(read, Is.EqualTo(key));
            Assert.That(key.EntryName, Is.EqualTo("000102030405060708090a0b0c0d0e0f-c8c9cacbcccdcecfd0d1d2d3d4d5d6d7"));
        });
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase("00-00")]
    [TestCase("zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f-000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    public void Anything_else_is_no_key(string? text) => Assert.That(CacheKey.TryParse(text, out _), Is.False);

    [Test]
    [Category("H11")]
    public void H11_a_document_that_grows_while_it_is_hashed_has_no_fingerprint()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.pdf", new byte[40_000_000]);
        using var writer = new GrowingFile(path);

        Assert.That(() => Fingerprint.OfFile(path), Throws.InstanceOf<FileChangedException>());
    }

    [TestCase("text", true)]
    [TestCase("page-2_x", true)]
    [TestCase("", false)]
    [TestCase("Text", false)]
    [TestCase("a.b", false)]
    [TestCase("-a", false)]
    [TestCase("../a", false)]
    [TestCase("a/b", false)]
    [TestCase("a:b", false)]
    [TestCase("a\0", false)]
    [Category("H25")]
    public void H25_an_output_kind_is_a_name_and_never_a_path(string kind, bool valid) =>
        Assert.That(OutputKind.IsValid(kind), Is.EqualTo(valid));
}
