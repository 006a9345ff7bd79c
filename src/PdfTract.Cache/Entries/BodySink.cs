using System.IO.Hashing;
using System.Security.Cryptography;

namespace PdfTract.Cache;

/// <summary>Takes the stored bytes of all bodies: into the file, into the entry's checksum and, if it is to be signed, into each body's digest.</summary>
internal sealed class BodySink(Stream file, XxHash128 checksum, bool withDigests) : IDisposable
{
    private readonly IncrementalHash? _digest = withDigests ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    /// <summary>SHA-256 of the bodies that have ended; empty without digests.</summary>
    public List<Digest256> Digests { get; } = [];

    public void Write(byte[] bytes, int count)
    {
        checksum.Append(bytes.AsSpan(0, count));
        _digest?.AppendData(bytes, 0, count);
        file.Write(bytes, 0, count);
    }

    public void EndBody()
    {
        if (_digest is not null)
        {
            Digests.Add(new Digest256(_digest.GetHashAndReset()));
        }
    }

    public void Dispose() => _digest?.Dispose();
}
