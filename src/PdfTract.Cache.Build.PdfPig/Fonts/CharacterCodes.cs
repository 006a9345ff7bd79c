using UglyToad.PdfPig.Core;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The bytes of one string, for PdfPig to find the codes of characters in. One is used again and again.</summary>
internal sealed class CharacterCodes : IInputBytes
{
    private byte[] _bytes = [];
    private int _count;
    private int _position;

    public long CurrentOffset => _position;

    public byte CurrentByte => _position > 0 ? _bytes[_position - 1] : (byte)0;

    public long Length => _count;

    public void Set(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length < bytes.Length)
        {
            _bytes = new byte[Math.Max(bytes.Length, 2 * _bytes.Length)];
        }

        bytes.CopyTo(_bytes);
        (_count, _position) = (bytes.Length, 0);
    }

    public bool MoveNext()
    {
        if (_position >= _count)
        {
            return false;
        }

        _position++;
        return true;
    }

    public byte? Peek() => _position < _count ? _bytes[_position] : null;

    public bool IsAtEnd() => _position >= _count;

    public void Seek(long position) => _position = (int)position;

    public int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _count - _position);
        _bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public void Dispose()
    {
    }
}
