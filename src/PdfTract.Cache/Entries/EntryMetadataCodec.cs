using System.Text;

namespace PdfTract.Cache;

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
    public static bool TryRead(byte[] statement, long bodiesLength, out EntryMetadata? metadata)
    {
        metadata = null;
        try
        {
            using var bytes = new MemoryStream(statement, writable: false);
            using var reader = new BinaryReader(bytes, StrictUtf8);
            var key = new CacheKey(ReadDigest(reader), ReadDigest(reader));
            var provenance = new Provenance(
                ReadText(reader),
                ReadText(reader),
                UnixTime.FromMilliseconds(reader.ReadInt64()),
                TimeSpan.FromTicks(checked(reader.ReadInt64() * TimeSpan.TicksPerMillisecond)));
            var outputs = ReadOutputs(reader, bodiesLength);
            if (outputs is null || bytes.Position != bytes.Length)
            {
                return false;
            }

            metadata = new EntryMetadata(key, provenance, outputs);
            return true;
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static List<EntryOutput>? ReadOutputs(BinaryReader reader, long bodiesLength)
    {
        var count = reader.ReadUInt16();
        if (count > EntryFormat.MaxOutputs)
        {
            return null;
        }

        var outputs = new List<EntryOutput>(count);
        var left = bodiesLength;
        for (var i = 0; i < count; i++)
        {
            var output = new EntryOutput(
                ReadText(reader),
                (BodyCodec)reader.ReadByte(),
                reader.ReadInt64(),
                reader.ReadInt64(),
                Checksum128.Read(reader.ReadBytesExactly(Checksum128.Length)));
            if (!OutputKind.IsValid(output.Kind)
                || outputs.Exists(other => other.Kind == output.Kind)
                || output.Codec is not (BodyCodec.Raw or BodyCodec.Zstd)
                || output.RawLength < 0
                || output.StoredLength < 0
                || output.StoredLength > left
                || (output.Codec == BodyCodec.Raw && output.StoredLength != output.RawLength))
            {
                return null;
            }

            left -= output.StoredLength;
            outputs.Add(output);
        }

        return left == 0 ? outputs : null;
    }

    private static void WriteDigest(BinaryWriter writer, Digest256 digest)
    {
        var bytes = new byte[Digest256.Length];
        digest.CopyTo(bytes);
        writer.Write(bytes);
    }

    private static Digest256 ReadDigest(BinaryReader reader) => new(reader.ReadBytesExactly(Digest256.Length));

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

    private static string ReadText(BinaryReader reader) => StrictUtf8.GetString(reader.ReadBytesExactly(reader.ReadByte()));

    private static byte[] ReadBytesExactly(this BinaryReader reader, int count)
    {
        var bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }
}
