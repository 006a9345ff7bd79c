namespace PdfTract.Cache.Stress.Hostile;

/// <summary>A folder's permission bits, where there are any.</summary>
internal static class FolderPermissions
{
    public static UnixFileMode Of(string folder) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(folder);
}
