using System.Buffers.Binary;
using System.Globalization;

namespace PdfTract.Cache.Keys;

/// <summary>The 32 bytes of a SHA-256, compared and printed as a value.</summary>
public readonly struct Digest256 : IEquatable<Digest256>
{
    /// <summary>The length in bytes.</summary>
    public const int Length = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Takes a digest from its 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public Digest256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A SHA-256 has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(8));
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(16));
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(24));
    }

    /// <summary>The first 128 bits as 32 lower-case hexadecimal digits: a half of an entry's file name.</summary>
    public string ToShortHex() => Hex(_a) + Hex(_b);

    /// <summary>All 256 bits as 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Hex(_a) + Hex(_b) + Hex(_c) + Hex(_d);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? hex, out Digest256 digest)
    {
        digest = default;
        if (hex is not { Length: 2 * Length })
        {
            return false;
        }

        var bytes = new byte[Length];
        for (var i = 0; i < Length; i++)
        {
            if (!byte.TryParse(hex.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return false;
            }
        }

        digest = new Digest256(bytes);
        return true;
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(8), _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(16), _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(24), _d);
    }

    /// <inheritdoc/>
    public bool Equals(Digest256 other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Digest256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _a.GetHashCode();

    /// <summary>Whether all 32 bytes are the same.</summary>
    public static bool operator ==(Digest256 left, Digest256 right) => left.Equals(right);

    /// <summary>Whether any byte differs.</summary>
    public static bool operator !=(Digest256 left, Digest256 right) => !left.Equals(right);

    /// <summary>16 lower-case digits. No vectors, whose code the JIT would have to make.</summary>
    internal static string Hex(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);
}
