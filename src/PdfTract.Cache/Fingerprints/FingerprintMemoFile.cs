using PdfTract.Cache.Keys;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Fingerprints;

/// <summary>
/// The file of a <see cref="FingerprintMemo"/>: a first line that names it, the number of documents, each with its path, identity and
/// fingerprint.
/// </summary>
internal static class FingerprintMemoFile
{
    private const string FirstLine = "pdftract-hashes 1\n";

    /// <returns>Null when there is no such file, or it is not whole.</returns>
    public static Dictionary<string, RememberedFingerprint>? Read(string path) => ChecksummedFile.Read(path, Parse);

    /// <summary>Failing to costs the next build its hashing again.</summary>
    public static void TryWrite(string path, IReadOnlyCollection<KeyValuePair<string, RememberedFingerprint>> documents)
    {
        try
        {
            ChecksummedFile.Write(path, writer => Format(writer, documents));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then nothing more is remembered than before.
        }
    }

    private static Dictionary<string, RememberedFingerprint>? Parse(BinaryReader reader)
    {
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

    private static void Format(BinaryWriter writer, IReadOnlyCollection<KeyValuePair<string, RememberedFingerprint>> documents)
    {
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
    }
}

/// <summary>A fingerprint, and the identity of the file that had it.</summary>
internal sealed record RememberedFingerprint(FileIdentity Identity, Digest256 Fingerprint);
