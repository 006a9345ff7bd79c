using System.IO.Compression;
using System.Text;

namespace PdfTract.Cache.Build.Tests;

/// <summary>Looks for a text in all that a build leaves: what it prints, and the names and contents of every file, binary logs unpacked.</summary>
internal static class SecretSearch
{
    /// <returns>Where the text is.</returns>
    public static IReadOnlyList<string> Find(string secret, BuildResult result, string folder)
    {
        var places = new List<string>();
        if (result.Process.Output.Contains(secret, StringComparison.Ordinal))
        {
            places.Add("the console");
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (file.Contains(secret, StringComparison.Ordinal) || Has(File.ReadAllBytes(file), secret) || (IsLog(file) && Has(Unpack(file), secret)))
            {
                places.Add(file);
            }
        }

        return places;
    }

    private static bool Has(byte[] content, string text) =>
        content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private static bool IsLog(string file) => Path.GetExtension(file) == ".binlog";

    private static byte[] Unpack(string log)
    {
        using var packed = new GZipStream(File.OpenRead(log), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
