using System.Security.Cryptography;

namespace PdfTract.Cache.Build.Tests;

/// <summary>What is in a folder: relative path to hash, so that two folders compare byte by byte and differences have names.</summary>
internal static class FolderContents
{
    /// <summary>Without the lists that builds keep of their results.</summary>
    public static SortedDictionary<string, string> Of(string folder)
    {
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != ".pdfextract"))
            {
                contents.Add(Path.GetRelativePath(folder, file), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
            }
        }

        return contents;
    }

    /// <summary>When each file was last written, by relative path.</summary>
    public static SortedDictionary<string, DateTime> TimesOf(string folder) =>
        new(Of(folder).Keys.ToDictionary(path => path, path => File.GetLastWriteTimeUtc(Path.Combine(folder, path))), StringComparer.Ordinal);
}
