namespace PdfTract.Cache.Platform;

/// <summary>
/// Tells files that can be read to an end from those that cannot: opening a pipe waits for its writer, and a
/// device such as /dev/zero never ends. File.Exists is true for all of them.
/// </summary>
internal static class RegularFile
{
    /// <summary>
    /// False for a pipe, a device or a socket, and for a link to one. True for everything else, for a path where nothing is
    /// and where the system does not tell. For messages before any work: what is opened is looked at again.
    /// </summary>
    public static bool MayBe(string path) => FileStatus.Of(path) is not { Kind: FileKind.Other };

    /// <exception cref="IOException">It is a pipe, a device or a socket.</exception>
    public static void Require(string path)
    {
        if (!MayBe(path))
        {
            throw new IOException($"'{path}' is a pipe, a device or a socket, and no regular file.");
        }
    }
}
