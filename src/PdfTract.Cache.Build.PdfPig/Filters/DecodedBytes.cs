namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Bytes of a stream that is being decoded, up to <see cref="ReadingLimits.DecodedBytes"/>.</summary>
internal sealed class DecodedBytes(int expected)
{
    private byte[] _bytes = New(Math.Min(Math.Max(expected, 256), ReadingLimits.DecodedBytes));

    public int Count { get; private set; }

    public Memory<byte> Memory => _bytes.AsMemory(0, Count);

    /// <summary>Adds what a stream has to give, at once; 0 at its end.</summary>
    public int ReadFrom(Stream stream)
    {
        MakeRoom();
        var read = stream.Read(_bytes, Count, _bytes.Length - Count);
        Count += read;
        return read;
    }

    public void Add(byte value)
    {
        MakeRoom();
        _bytes[Count++] = value;
    }

    public void Add(byte[] values, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Add(values[i]);
        }
    }

    private void MakeRoom()
    {
        if (Count < _bytes.Length)
        {
            return;
        }

        if (Count >= ReadingLimits.DecodedBytes)
        {
            throw new StreamTooLargeException();
        }

        var more = New((int)Math.Min(_bytes.Length * 2L, ReadingLimits.DecodedBytes));
        Buffer.BlockCopy(_bytes, 0, more, 0, Count);
        _bytes = more;
    }

    private static byte[] New(int length) => GC.AllocateUninitializedArray<byte>(length);
}
