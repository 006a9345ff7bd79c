using System.IO.Hashing;

namespace PdfTract.Cache;

/// <summary>
/// The file of a <see cref="FingerprintMemo"/>: a first line that names it, the number of documents, each with its path, identity and
/// fingerprint, and an XXH3-128 over all of that. It is replaced as a whole, and a byte that is not as it was written makes it nothing.
/// </summary>
internal static class FingerprintMemoFile
{
    private const string FirstLine = "pdftract-hashes 1\n";
    private const int ChecksumLength = 16;

    /// <summary>A hundred thousand documents take a fifth of it.</summary>
    private const long MaxLength = 128 * 1024 * 1024;

    /// <returns>Null when there is no such file, or it is not whole.</returns>
    public static Dictionary<string, RememberedFingerprint>? Read(string path)
    {
        try
        {
            using var opened = OpenFile.Unlinked(path);
            if (opened is not { Stamp.Length: >= ChecksumLength and <= MaxLength } file)
            {
                return null;
            }

            var bytes = new byte[file.Stamp.Length];
            var length = file.Content.ReadUpTo(bytes, 0, bytes.Length) - ChecksumLength;
            if (length != bytes.Length - ChecksumLength)
            {
                return null;
            }

            return XxHash128.Hash(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)) ? Parse(bytes, length) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Through a temp, so that a killed build leaves the old file or the new one.</summary>
    public static void TryWrite(string path, IReadOnlyCollection<KeyValuePair<string, RememberedFingerprint>> documents)
    {
        var temp = OutputTemps.NewBeside(path);
        try
        {
            var bytes = Format(documents);
            using (var file = SharedFile.CreateNew(temp))
            {
                file.Write(bytes, 0, bytes.Length);
            }

            FileRename.Replace(temp, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            BestEffort.Delete(temp);
        }
    }

    private static Dictionary<string, RememberedFingerprint>? Parse(byte[] bytes, int length)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, length));
        if (reader.ReadString() != FirstLine)
        {
            return null;
        }

        var documents = new Dictionary<string, RememberedFingerprint>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var document = reader.ReadString();
            var identity = new FileIdentity(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            documents.Add(document, new RememberedFingerprint(identity, new Digest256(reader.ReadBytes(Digest256.Length))));
        }

        return documents;
    }

    private static byte[] Format(IReadOnlyCollection<KeyValuePair<string, RememberedFingerprint>> documents)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(FirstLine);
        writer.Write(documents.Count);
        var fingerprint = new byte[Digest256.Length];
        foreach (var document in documents)
        {
            var identity = document.Value.Identity;
            writer.Write(document.Key);
            writer.Write(identity.Device);
            writer.Write(identity.Inode);
            writer.Write(identity.Length);
            writer.Write(identity.Modified);
            writer.Write(identity.Changed);
            document.Value.Fingerprint.CopyTo(fingerprint);
            writer.Write(fingerprint);
        }

        writer.Flush();
        writer.Write(XxHash128.Hash(stream.ToArray()));
        return stream.ToArray();
    }
}
