using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Settings;

/// <summary>
/// A secret that the builds share which trust each other's entries. Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// What signs and what names the key are derived from the secret under different labels, so that the public name tells
/// nothing about the signatures. Nothing here prints the secret.
/// </remarks>
public sealed class SigningKey
{
    /// <summary>The shortest secret, in bytes: 128 bits, if they are random.</summary>
    public const int MinLength = 16;

    private readonly byte[] _entryKey;

    /// <summary>Takes the secret's bytes.</summary>
    /// <exception cref="ArgumentException">There are fewer than <see cref="MinLength"/>.</exception>
    public SigningKey(byte[] secret)
    {
        if (secret.Length < MinLength)
        {
            throw new ArgumentException($"A signing key has at least {MinLength} bytes, not {secret.Length}.", nameof(secret));
        }

        _entryKey = Derive(secret, "pdftract-cache: key of entry signatures, 1");
        Id = BinaryPrimitives.ReadUInt64BigEndian(Derive(secret, "pdftract-cache: id of a signing key, 1"));
    }

    /// <summary>Names the key in entries: the same for everybody who has it, and no help in finding it.</summary>
    internal ulong Id { get; }

    /// <summary>The key's name, in hexadecimal digits; never the secret.</summary>
    public override string ToString() => HexOf(Id);

    internal static string HexOf(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>HMAC-SHA-256 with the derived key.</summary>
    internal byte[] Authenticate(byte[] message)
    {
        using var hmac = new HMACSHA256(_entryKey);
        return hmac.ComputeHash(message);
    }

    private static byte[] Derive(byte[] secret, string label)
    {
        using var hmac = new HMACSHA256(secret);
        return hmac.ComputeHash(Encoding.ASCII.GetBytes(label));
    }
}
