namespace PdfTract.Cache;

/// <summary>Whether a folder is there, and itself or through a link: one system call where <see cref="DirectoryInfo"/> makes two.</summary>
internal static class FolderLook
{
    /// <param name="path">Of the folder.</param>
    /// <param name="isLink">Whether the name is a link's: to a folder or, if the answer is true, on Unix to anything.</param>
    public static bool IsThere(string path, out bool isLink)
    {
        if (PosixStatus.IsKnown)
        {
            var status = PosixStatus.OfUnlinked(path);
            isLink = status is { IsLink: true };
            return status is { IsFolder: true } or { IsLink: true };
        }

        var info = new DirectoryInfo(path);
        isLink = info.Exists && CacheLayout.IsLink(info);
        return info.Exists;
    }
}
