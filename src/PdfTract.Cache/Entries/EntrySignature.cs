using System.Buffers.Binary;
using System.Text;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Entries;

/// <summary>
/// The signature in front of an entry's statement: key id, HMAC-SHA-256, and the SHA-256 of every stored body (H45).
/// </summary>
/// <remarks>
/// The HMAC covers the statement (which begins with the full cache key) and the digests, so it says: these bytes belong to
/// this key. The digests stand in the signature because a body is hashed as it streams by; with them, a reader can check the
/// bytes that it decompresses once more, as it decompresses them.
/// </remarks>
internal sealed class EntrySignature
{
    private const int IdLength = sizeof(ulong);
    private const int MacLength = 32;
    private const int FixedLength = IdLength + MacLength;

    /// <summary>Separates these HMACs from whatever else a key may come to sign. The zero ends it.</summary>
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("pdftract-cache entry 1\0");

    private readonly byte[] _bytes;

    private EntrySignature(byte[] bytes, IReadOnlyList<Digest256> bodies)
    {
        _bytes = bytes;
        Bodies = bodies;
    }

    /// <summary>SHA-256 of the stored bodies, in their order. To be believed after <see cref="IsBy"/>.</summary>
    public IReadOnlyList<Digest256> Bodies { get; }

    private ulong KeyId => BinaryPrimitives.ReadUInt64BigEndian(_bytes);

    /// <summary>The length is known before the first body is written.</summary>
    public static int LengthFor(int outputs) => FixedLength + (outputs * Digest256.Length);

    public static byte[] Create(SigningKey key, byte[] statement, IReadOnlyList<Digest256> bodies)
    {
        var signature = new byte[LengthFor(bodies.Count)];
        BinaryPrimitives.WriteUInt64BigEndian(signature, key.Id);
        for (var i = 0; i < bodies.Count; i++)
        {
            bodies[i].CopyTo(signature.AsSpan(FixedLength + (i * Digest256.Length)));
        }

        key.Authenticate(Message(signature, statement)).CopyTo(signature, IdLength);
        return signature;
    }

    /// <returns>Null when the bytes are no signature over that many bodies.</returns>
    public static EntrySignature? Parse(ReadOnlySpan<byte> bytes, int bodies)
    {
        if (bytes.Length != LengthFor(bodies))
        {
            return null;
        }

        var digests = new Digest256[bodies];
        for (var i = 0; i < bodies; i++)
        {
            digests[i] = new Digest256(bytes.Slice(FixedLength + (i * Digest256.Length), Digest256.Length));
        }

        return new EntrySignature(bytes.ToArray(), digests);
    }

    /// <summary>Whether it names this key as the one that made it. Anybody can write that.</summary>
    public bool Names(SigningKey key) => KeyId == key.Id;

    /// <summary>Whether somebody who has this key signed this statement with these bodies. In constant time.</summary>
    public bool IsBy(SigningKey key, ReadOnlySpan<byte> statement) =>
        FixedTime.AreEqual(key.Authenticate(Message(_bytes, statement)), _bytes.AsSpan(IdLength, MacLength).ToArray());

    /// <summary>The name of the key that it states.</summary>
    public override string ToString() => SigningKey.HexOf(KeyId);

    /// <summary>Every part has a fixed length or, like the statement, its own in front: no two entries share a message.</summary>
    private static byte[] Message(byte[] signature, ReadOnlySpan<byte> statement) =>
        [.. Domain, .. LengthOf(statement), .. statement, .. signature.Skip(FixedLength)];

    private static class FixedTime
    {
        public static bool AreEqual(byte[] left, byte[] right) =>
#if NET
            System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(left, right);
#else
            left.Length == right.Length && left.Zip(right, (l, r) => l ^ r).Aggregate(0, (all, one) => all | one) == 0;
#endif
    }

    /// <summary>Little-endian, as all of the format: what one machine signs, each other can check.</summary>
    private static byte[] LengthOf(ReadOnlySpan<byte> statement)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, statement.Length);
        return bytes;
    }
}
