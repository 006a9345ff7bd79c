using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Entries;

/// <summary>
/// Takes the stored bytes of all bodies, and last the head that stands before them: into the file, into the entry's checksum and,
/// if it is to be signed, into each body's digest.
/// </summary>
/// <remarks>
/// Codecs write straight into a pooled block, in which room is left for the head: an entry that fits into the block is one write.
/// A longer one is written block by block, in flat memory, and its head at the end.
/// </remarks>
internal sealed class EntrySink(Stream file, int headLength, XxHash128 checksum, bool withDigests) : IDisposable
{
    /// <summary>About the most that is held in memory before it is written.</summary>
    public const int BlockSize = 1024 * 1024;

    private readonly IncrementalHash? _digest = withDigests ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private byte[] _block = ArrayPool<byte>.Shared.Rent(2 * headLength);
    private int _from = headLength;
    private int _end = headLength;

    /// <summary>The entry's length so far, with its head.</summary>
    public long Length { get; private set; } = headLength;

    /// <summary>SHA-256 of the bodies that have ended; empty without digests.</summary>
    public List<Digest256> Digests { get; } = [];

    /// <summary>Room for the next stored bytes, for the caller to fill and to <see cref="Advance"/> over.</summary>
    public Span<byte> Room(int wanted)
    {
        if (_end + wanted > BlockSize && _end > _from)
        {
            WriteBlock();
        }

        if (_end + wanted > _block.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_end + wanted);
            _block.AsSpan(_from, _end - _from).CopyTo(larger.AsSpan(_from));
            ArrayPool<byte>.Shared.Return(_block);
            _block = larger;
        }

        return _block.AsSpan(_end);
    }

    public void Advance(int count)
    {
        checksum.Append(_block.AsSpan(_end, count));
        _digest?.AppendData(_block, _end, count);
        _end += count;
        Length += count;
    }

    public void EndBody()
    {
        if (_digest is not null)
        {
            Digests.Add(new Digest256(_digest.GetHashAndReset()));
        }
    }

    /// <summary>Writes the head, and whatever was not written yet.</summary>
    public void Complete(byte[] head)
    {
        if (Length == _end)
        {
            head.CopyTo(_block, 0);
            _from = 0;
            WriteBlock();
            return;
        }

        WriteBlock();
        file.Position = 0;
        file.Write(head, 0, head.Length);
    }

    public void Dispose()
    {
        _digest?.Dispose();
        ArrayPool<byte>.Shared.Return(_block);
        _block = [];
    }

    private void WriteBlock()
    {
        // Only the first block of a longer entry leaves a gap before it. A stream's position costs a system call even where it is right.
        if (_from > 0)
        {
            file.Position = _from;
        }

        file.Write(_block, _from, _end - _from);
        _from = _end = 0;
    }
}
