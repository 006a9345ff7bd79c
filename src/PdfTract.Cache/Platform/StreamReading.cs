namespace PdfTract.Cache;

/// <summary>Reading that goes on until it has what was asked for: a stream may return less at any time.</summary>
internal static class StreamReading
{
    /// <returns>The number of bytes read: less than <paramref name="count"/> only at the end of the stream.</returns>
    public static int ReadUpTo(this Stream stream, byte[] buffer, int offset, int count)
    {
        var total = 0;
        while (total < count)
        {
            var read = stream.Read(buffer, offset + total, count - total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }
}
