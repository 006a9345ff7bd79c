using System.Security.Cryptography;
using System.Text;
using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests.Entries;

/// <summary>Who may plant what: builds with a key and without one on the same directory.</summary>
[Category("H45")]
internal sealed class SigningTests : CacheFixture
{
    /// <summary>Prefix, length field, key id, HMAC: where the digests of two bodies begin.</summary>
    private const int SignatureStart = EntryPrefix.Length + 2;
    private const int MacStart = SignatureStart + 8;
    private const int DigestsStart = MacStart + 32;

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("correct horse battery staple");
    private static readonly SigningKey Ours = new(Secret);
    private static readonly SigningKey Theirs = new(Encoding.ASCII.GetBytes("another secret, as long"));

    [Test]
    public void H45_what_was_signed_with_the_key_is_a_hit()
    {
        StoreWith(Ours);

        Assert.That(RestoreWith(Ours).Reason, Is.EqualTo(MissReason.None));
        AssertRestored();
    }

    [Test]
    public void H45_an_unsigned_entry_is_a_miss_for_a_build_with_a_key_stays_and_is_replaced_by_its_store()
    {
        StoreWith(null);
        var planted = File.ReadAllBytes(EntryPath);

        var result = RestoreWith(Ours);

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.Untrusted));
            Assert.That(File.ReadAllBytes(EntryPath), Is.EqualTo(planted));
            Assert.That(Directory.Exists(Folder["restored"]), Is.False);
        });
        StoreWith(Ours);
        Assert.That(RestoreWith(Ours).IsHit, Is.True);
    }

    [Test]
    public void H45_an_entry_of_another_key_is_a_miss()
    {
        StoreWith(Theirs);

        Assert.That(RestoreWith(Ours).Reason, Is.EqualTo(MissReason.Untrusted));
    }

    [Test]
    public void H45_a_build_without_a_key_reads_signed_entries()
    {
        StoreWith(Ours);

        Assert.That(RestoreWith(null).IsHit, Is.True);
        AssertRestored();
    }

    [Test]
    public void H45_every_flipped_bit_of_a_signature_is_a_miss_though_the_checksum_is_right()
    {
        StoreWith(Ours);
        var entry = File.ReadAllBytes(EntryPath);
        var wrong = new List<string>();
        var end = SignatureStart + EntrySignature.LengthFor(2);

        for (var bit = SignatureStart * 8; bit < end * 8; bit++)
        {
            entry[bit / 8] ^= (byte)(1 << (bit % 8));
            EntrySeal.Apply(entry);
            var lookup = EntryReader.Read(new MemoryStream(entry), Key, ["text", "json"], Ours, default);
            if (lookup.Reason != (bit < MacStart * 8 ? MissReason.Untrusted : MissReason.Forged))
            {
                wrong.Add($"bit {bit}: {lookup.Reason}");
            }

            entry[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void H45_every_changed_byte_behind_the_signature_is_a_miss_though_the_checksum_is_right()
    {
        StoreWith(Ours);
        var entry = File.ReadAllBytes(EntryPath);
        var hits = new List<int>();

        for (var i = DigestsStart; i < entry.Length; i++)
        {
            entry[i] ^= 0x01;
            EntrySeal.Apply(entry);
            var lookup = EntryReader.Read(new MemoryStream(entry), Key, ["text", "json"], Ours, default);
            if (lookup.Reader is not null)
            {
                hits.Add(i);
            }

            entry[i] ^= 0x01;
        }

        Assert.That(hits, Is.Empty);
    }

    [Test]
    public void H45_a_body_that_a_forger_put_into_a_signed_entry_is_a_miss_and_is_never_decompressed()
    {
        StoreWith(Ours, text: Compressible(20_000, seed: 8));
        var signed = File.ReadAllBytes(EntryPath);
        StoreWith(null, text: Compressible(20_000, seed: 9));
        var planted = File.ReadAllBytes(EntryPath);
        var forged = Graft(signed, planted);
        File.WriteAllBytes(EntryPath, forged);

        Assert.Multiple(() =>
        {
            Assert.That(RestoreWith(null).IsHit, Is.True, "it is a well-formed entry");
            Assert.That(RestoreWith(Ours).Reason, Is.EqualTo(MissReason.Forged));
        });
    }

    [Test]
    public void H45_a_body_that_changes_after_its_signature_was_checked_is_noticed_as_it_is_decompressed()
    {
        // Raw, and as long as stated, with the checksum that is stated: only the digest of the stored bytes can tell.
        byte[] body = [1, 2, 3];
        using var codecs = new ZstdCodecs();
        var stated = new EntryOutput("text", BodyCodec.Raw, 3, 3, ChecksumOf(body));
        var other = new Digest256(SHA256.HashData([1, 2, 4]));

        Assert.Multiple(() =>
        {
            Assert.That(
                () => new BodyReader(codecs, stated, other, new MemoryStream()).CopyFrom(new MemoryStream(body), default),
                Throws.InstanceOf<InvalidDataException>());
            Assert.That(
                () => new BodyReader(codecs, stated, new Digest256(SHA256.HashData(body)), new MemoryStream()).CopyFrom(new MemoryStream(body), default),
                Throws.Nothing);
        });
    }

    [Test]
    public void H45_the_signature_is_the_full_hmac_that_the_documentation_describes()
    {
        StoreWith(Ours);
        var entry = File.ReadAllBytes(EntryPath);
        var statementStart = SignatureStart + EntrySignature.LengthFor(2);
        var statement = entry[statementStart..(EntryPrefix.Length + BitConverter.ToInt32(entry, 12))];
        var digests = entry[DigestsStart..statementStart];
        byte[] message = [.. "pdftract-cache entry 1\0"u8, .. BitConverter.GetBytes(statement.Length), .. statement, .. digests];
        var key = HMACSHA256.HashData(Secret, "pdftract-cache: key of entry signatures, 1"u8);

        Assert.Multiple(() =>
        {
            Assert.That(entry[SignatureStart..MacStart], Is.EqualTo(HMACSHA256.HashData(Secret, "pdftract-cache: id of a signing key, 1"u8)[..8]));
            Assert.That(entry[MacStart..DigestsStart], Is.EqualTo(HMACSHA256.HashData(key, message)));
        });
    }

    [Test]
    public void H45_an_entry_cannot_be_moved_to_another_key_by_rewriting_what_it_says()
    {
        StoreWith(Ours);
        var entry = File.ReadAllBytes(EntryPath);
        var other = KeyOf("another document");
        other.Fingerprint.CopyTo(entry.AsSpan(SignatureStart + EntrySignature.LengthFor(2)));
        EntrySeal.Apply(entry);

        Assert.That(EntryReader.Read(new MemoryStream(entry), other, ["text", "json"], Ours, default).Reason, Is.EqualTo(MissReason.Forged));
    }

    [Test]
    public void A_short_secret_is_refused_and_no_text_shows_a_secret()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new SigningKey(new byte[SigningKey.MinLength - 1]), Throws.ArgumentException);
            Assert.That(new CacheSettings(Root) { SigningKey = Ours }.ToString(), Does.Contain(Ours.ToString()).And.Not.Contain("horse"));
            Assert.That(Ours.ToString(), Does.Match("^[0-9a-f]{16}$"));
        });
    }

    private void StoreWith(SigningKey? key, byte[]? text = null)
    {
        using var cache = Open(settings => settings with { SigningKey = key });
        Assert.That(Store(cache, text).Outcome, Is.EqualTo(StoreOutcome.Stored));
    }

    private RestoreResult RestoreWith(SigningKey? key)
    {
        using var cache = Open(settings => settings with { SigningKey = key });
        return Restore(cache);
    }

    private static Checksum128 ChecksumOf(byte[] bytes)
    {
        var hash = new System.IO.Hashing.XxHash128();
        hash.Append(bytes);
        return Checksum128.Of(hash);
    }

    /// <summary>The one's signature in front of the other's statement and bodies.</summary>
    private static byte[] Graft(byte[] signed, byte[] planted)
    {
        var signature = signed[SignatureStart..(SignatureStart + EntrySignature.LengthFor(2))];
        var metadata = new MetadataBlock(signature, planted.AsSpan()[SignatureStart..(EntryPrefix.Length + BitConverter.ToInt32(planted, 12))]).ToBytes();
        byte[] forged = [.. planted[..EntryPrefix.Length], .. metadata, .. planted[(EntryPrefix.Length + BitConverter.ToInt32(planted, 12))..]];
        BitConverter.TryWriteBytes(forged.AsSpan(12), metadata.Length);
        BitConverter.TryWriteBytes(forged.AsSpan(16), (long)forged.Length);
        EntrySeal.Apply(forged);
        return forged;
    }
}
