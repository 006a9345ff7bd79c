using System.Globalization;
using System.Text;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Build.Records;

/// <summary>
/// The list of its results that one project (one configuration, one framework) keeps in a folder of the user's choice, below
/// <c>.pdfextract/</c> there: the record in <c>obj/</c> may be removed, and the next build has to know its own files again; and so has another
/// configuration's build that makes the same.
/// </summary>
/// <remarks>
/// A line each, for people to read: <c>length sha-256 origin place</c>. What is in the name is the way from the folder to the record, which is the same in every
/// checkout. A file that is not whole is none: then results are known by their content alone.
/// </remarks>
internal static class ResultManifest
{
    public const string FolderName = ".pdfextract";

    public const string UnknownOrigin = "-";

    private const string FirstLine = "PdfTract.Cache.Build: results in this folder, 1";
    private const string LastLine = "end";
    private const string Ending = ".results";
    private const int Attempts = 5;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="folder">The folder of results.</param>
    /// <param name="recordFile">The project's record.</param>
    public static string PathFor(string folder, string recordFile)
    {
        var project = Path.GetFileNameWithoutExtension(Path.GetFileNameWithoutExtension(recordFile));
        return Path.Combine(folder, FolderName, project + "." + ShortHash(WayTo(recordFile, folder)) + Ending);
    }

    /// <summary>
    /// The same for two builds that make the same of a document, each at its time: the way from the folder to the document, and what besides its bytes
    /// decides on the result.
    /// </summary>
    /// <param name="folder">The folder of results.</param>
    /// <param name="document">The document's full path.</param>
    /// <param name="key">The cache key in text.</param>
    /// <returns><see cref="UnknownOrigin"/> without a key.</returns>
    public static string OriginOf(string folder, string document, string key) => CacheKey.TryParse(key, out var parsed)
        ? ShortHash(WayTo(document, folder) + "\0" + parsed.OptionsHash)
        : UnknownOrigin;

    /// <summary>The manifests of all projects and configurations with results in a folder.</summary>
    public static IReadOnlyList<string> AllIn(string folder)
    {
        try
        {
            return Directory.GetFiles(Path.Combine(folder, FolderName), "*" + Ending);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <returns>The results by their places; none where there is no such manifest, or it is not whole.</returns>
    public static Dictionary<string, ManifestEntry> Read(string path)
    {
        var entries = new Dictionary<string, ManifestEntry>(SystemPath.Comparer);
        try
        {
            var lines = File.Exists(path) ? File.ReadAllLines(path, Utf8) : [];
            if (lines.Length < 2 || lines[0] != FirstLine || lines[lines.Length - 1] != LastLine)
            {
                return entries;
            }

            foreach (var line in lines.Skip(1).Take(lines.Length - 2))
            {
                var parts = line.Split([' '], 4);
                if (parts.Length == 4
                    && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                    && Digest256.TryParse(parts[1], out var digest))
                {
                    entries[Unescape(parts[3])] = new ManifestEntry(length, digest, parts[2]);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As if there were none.
        }

        return entries;
    }

    /// <summary>Writes it through a temp; without results it is removed, and its folder with it when no other manifest is there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, ManifestEntry> entries)
    {
        if (entries.Count == 0)
        {
            BestEffort.Delete(path);
            BestEffort.DeleteFolder(Path.GetDirectoryName(path)!);
            return;
        }

        var text = new StringBuilder(FirstLine).Append('\n');
        foreach (var entry in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var (length, digest, origin) = entry.Value;
            text.Append(string.Join(" ", length.ToString(CultureInfo.InvariantCulture), digest.ToString(), origin, Escape(entry.Key))).Append('\n');
        }

        text.Append(LastLine).Append('\n');
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Replace(path, text.ToString());
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < Attempts)
            {
                // Another project has removed the folder, which was empty for a moment.
            }
        }
    }

    private static void Replace(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = Utf8.GetBytes(text);
        WholeFile.Replace(path, bytes, bytes.Length);
    }

    private static string ShortHash(string text) => Digest256.Hex(Checksum128.Of(Utf8.GetBytes(text)).High);

    /// <summary>Where both are on one drive, the names that lead from one to the other.</summary>
    private static string WayTo(string file, string folder)
    {
        var to = file.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var from = SystemPath.AsFolder(folder).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var shared = 0;
        while (shared < Math.Min(to.Length, from.Length) - 1 && string.Equals(to[shared], from[shared], SystemPath.Comparison))
        {
            shared++;
        }

        return string.Concat(Enumerable.Repeat("../", from.Length - 1 - shared)) + string.Join("/", to.Skip(shared));
    }

    /// <summary>A place on one line, whatever is in it.</summary>
    private static string Escape(string place) => place.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r");

    private static string Unescape(string line)
    {
        var place = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\' || i + 1 == line.Length)
            {
                place.Append(line[i]);
                continue;
            }

            i++;
            place.Append(line[i] switch { 'n' => '\n', 'r' => '\r', var other => other });
        }

        return place.ToString();
    }
}

/// <summary>A result as a build left it in a folder of the user's choice.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Of all of them.</param>
/// <param name="Origin">What tells makers of different results apart, whatever state they are in: see <see cref="ResultManifest.OriginOf"/>.</param>
internal sealed record ManifestEntry(long Length, Digest256 Sha256, string Origin);
