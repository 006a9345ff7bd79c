using System.IO.Hashing;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Temps;

/// <summary>
/// A small file of a project's own with an XXH3-128 at its end. It is replaced as a whole, and a byte that is not as it was written
/// makes it nothing.
/// </summary>
internal static class ChecksummedFile
{
    private const int ChecksumLength = 16;

    /// <summary>A hundred thousand documents take a part of it.</summary>
    private const long MaxLength = 128 * 1024 * 1024;

    /// <param name="path">Its full path.</param>
    /// <param name="parse">Reads what was written. May throw what a reader throws at its end, and at text that is none.</param>
    /// <returns>Null when there is no such file, or it is not whole, or <paramref name="parse"/> says so.</returns>
    public static T? Read<T>(string path, Func<BinaryReader, T?> parse)
        where T : class
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
            if (length != bytes.Length - ChecksumLength || !XxHash128.Hash(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
            {
                return null;
            }

            using var reader = new BinaryReader(new MemoryStream(bytes, 0, length));
            return parse(reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Through a temp, so that a killed build leaves the old file or the new one.</summary>
    /// <exception cref="IOException">It cannot be written; the old file stands.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old file stands.</exception>
    public static void Write(string path, Action<BinaryWriter> write)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        writer.Write(XxHash128.Hash(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        WholeFile.Replace(path, stream.GetBuffer(), (int)stream.Length);
    }
}
