using System.Buffers.Binary;
using System.Text;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Entries;

/// <summary>
/// The bytes of what an entry says of itself, its statement. Every field of an output has a fixed width once the kind is known, so the length is
/// known before the first body is compressed. Reading never trusts a length: the statement is bounded and must be used up exactly.
/// </summary>
internal static class EntryMetadataCodec
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(EntryMetadata metadata)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, StrictUtf8, leaveOpen: true))
        {
            WriteDigest(writer, metadata.Key.Fingerprint);
            WriteDigest(writer, metadata.Key.OptionsHash);
            WriteText(writer, metadata.Provenance.Host);
            WriteText(writer, metadata.Provenance.ToolVersion);
            writer.Write(UnixTime.ToMilliseconds(metadata.Provenance.CreatedUtc));
            writer.Write(metadata.Provenance.ExtractionTime.Ticks / TimeSpan.TicksPerMillisecond);
            writer.Write((ushort)metadata.Outputs.Count);
            foreach (var output in metadata.Outputs)
            {
                WriteText(writer, output.Kind);
                writer.Write((byte)output.Codec);
                writer.Write(output.RawLength);
                writer.Write(output.StoredLength);
                var checksum = new byte[Checksum128.Length];
                output.RawChecksum.CopyTo(checksum);
                writer.Write(checksum);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a statement whose checksum is right already: what fails here was written wrong, or on purpose.</summary>
    /// <param name="statement">Exactly its bytes.</param>
    /// <param name="bodiesLength">How many bytes follow it in the file: the bodies must fill them exactly.</param>
    /// <param name="metadata">What it says.</param>
    public static bool TryRead(ReadOnlySpan<byte> statement, long bodiesLength, out EntryMetadata? metadata)
    {
        metadata = null;
        try
        {
            var key = new CacheKey(ReadDigest(ref statement), ReadDigest(ref statement));
            var provenance = new Provenance(
                ReadText(ref statement),
                ReadText(ref statement),
                UnixTime.FromMilliseconds(ReadInt64(ref statement)),
                TimeSpan.FromTicks(checked(ReadInt64(ref statement) * TimeSpan.TicksPerMillisecond)));
            var outputs = ReadOutputs(ref statement, bodiesLength);
            if (outputs is null || statement.Length != 0)
            {
                return false;
            }

            metadata = new EntryMetadata(key, provenance, outputs);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            // It ends too early (a slice beyond the end), or holds what is no text or no date.
            return false;
        }
    }

    private static List<EntryOutput>? ReadOutputs(ref ReadOnlySpan<byte> statement, long bodiesLength)
    {
        var count = BinaryPrimitives.ReadUInt16LittleEndian(Take(ref statement, sizeof(ushort)));
        if (count > EntryFormat.MaxOutputs)
        {
            return null;
        }

        var outputs = new List<EntryOutput>(count);
        var left = bodiesLength;
        for (var i = 0; i < count; i++)
        {
            var output = new EntryOutput(
                ReadText(ref statement),
                (BodyCodec)Take(ref statement, 1)[0],
                ReadInt64(ref statement),
                ReadInt64(ref statement),
                Checksum128.Read(Take(ref statement, Checksum128.Length)));
            if (!OutputKind.IsValid(output.Kind)
                || IsAmong(outputs, output.Kind)
                || output.RawLength < 0
                || output.StoredLength < 0
                || output.StoredLength > left
                || !output.IsPlausible)
            {
                return null;
            }

            left -= output.StoredLength;
            outputs.Add(output);
        }

        return left == 0 ? outputs : null;
    }

    private static bool IsAmong(List<EntryOutput> outputs, string kind)
    {
        foreach (var output in outputs)
        {
            if (output.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="ArgumentException">There are fewer bytes left.</exception>
    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> statement, int count)
    {
        var taken = statement.Slice(0, count);
        statement = statement.Slice(count);
        return taken;
    }

    private static long ReadInt64(ref ReadOnlySpan<byte> statement) => BinaryPrimitives.ReadInt64LittleEndian(Take(ref statement, sizeof(long)));

    private static Digest256 ReadDigest(ref ReadOnlySpan<byte> statement) => new(Take(ref statement, Digest256.Length));

    private static string ReadText(ref ReadOnlySpan<byte> statement)
    {
        var bytes = Take(ref statement, Take(ref statement, 1)[0]);
#if NETFRAMEWORK
        return StrictUtf8.GetString(bytes.ToArray());
#else
        return StrictUtf8.GetString(bytes);
#endif
    }

    private static void WriteDigest(BinaryWriter writer, Digest256 digest)
    {
        var bytes = new byte[Digest256.Length];
        digest.CopyTo(bytes);
        writer.Write(bytes);
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        // Cut by characters until the bytes fit, never inside a surrogate pair.
        while (Encoding.UTF8.GetByteCount(text) > EntryFormat.MaxTextBytes)
        {
            text = text.Substring(0, text.Length - (char.IsLowSurrogate(text[text.Length - 1]) && text.Length > 1 ? 2 : 1));
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((byte)bytes.Length);
        writer.Write(bytes);
    }
}

/// <summary>Milliseconds since 1970 in UTC: how an entry writes a moment.</summary>
internal static class UnixTime
{
    public static long ToMilliseconds(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds();

    /// <exception cref="ArgumentOutOfRangeException">The number is no date.</exception>
    public static DateTime FromMilliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
