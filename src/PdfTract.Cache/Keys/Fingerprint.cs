using System.Security.Cryptography;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Keys;

/// <summary>Takes the fingerprint of a document: SHA-256 of its bytes, read as a stream. Safe to call from any thread.</summary>
public static class Fingerprint
{
    /// <summary>Reads the whole file and hashes it.</summary>
    /// <exception cref="IOException">The file is missing or unreadable, or it changed while it was read (H11).</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Digest256 OfFile(string path, CancellationToken cancellationToken = default)
    {
        using var file = OpenFile.Existing(path);
        var digest = OfStream(file.Content, cancellationToken);
        return file.IsStill(path) ? digest : throw new FileChangedException(path);
    }

    /// <summary>Hashes a stream from where it stands to its end.</summary>
    public static Digest256 OfStream(Stream stream, CancellationToken cancellationToken = default)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        stream.ForEachBlock(long.MaxValue, (block, count) => sha.AppendData(block, 0, count), cancellationToken);
        return new Digest256(sha.GetHashAndReset());
    }
}
