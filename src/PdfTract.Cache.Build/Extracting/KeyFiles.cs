using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>The files whose content is part of a project's keys, besides its documents. Safe for several threads at once.</summary>
/// <param name="folder">The full path of the project's folder.</param>
/// <param name="known">Those that are part of every key: the <c>PdfExtractInput</c> items, and what the command names.</param>
internal sealed class KeyFiles(string folder, IEnumerable<KeyFile> known)
{
    private readonly NamedFiles _named = new(folder);
    private readonly KeyFile[] _known = [.. known];

    /// <summary>Most documents have the same options: their files are looked for and read once.</summary>
    private readonly ConcurrentDictionary<string, Lazy<(string Options, KeyFile[] Files)>> _ofOptions = new(StringComparer.Ordinal);

    /// <summary>One digest of many files. The order in which they are listed does not matter; names and contents do.</summary>
    /// <returns>Null when there are none.</returns>
    public static string? DigestOf(IEnumerable<KeyFile> files)
    {
        var lines = files
            .GroupBy(file => file.Path, SystemPath.Comparer)
            .Select(file => file.First())
            .OrderBy(file => file.Name, StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => $"{file.Name}\0{file.Digest}\n")
            .ToArray();
        using var sha = SHA256.Create();
        return lines.Length == 0 ? null : new Digest256(sha.ComputeHash(Encoding.UTF8.GetBytes(string.Concat(lines)))).ToString();
    }

    /// <summary>What a document's own options are in its key: the options, and a digest of the files that they name, or null.</summary>
    /// <exception cref="IOException">Such a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Such a file may not be read.</exception>
    public (string Options, string? Files) Describe(string options)
    {
        if (options.Length == 0)
        {
            return (options, null);
        }

        var (portable, files) = _ofOptions.GetOrAdd(options, _ => new(() => Read(options))).Value;
        return (portable, DigestOf(files));
    }

    /// <summary>Looks at all of them again: what was extracted meanwhile belongs under the key only if none has changed (H11).</summary>
    /// <returns>The path of one that did; null when none has.</returns>
    public string? FindChanged() =>
        _known.Concat(_ofOptions.Values.SelectMany(options => options.Value.Files)).FirstOrDefault(file => !file.IsUnchanged())?.Path;

    private (string Options, KeyFile[] Files) Read(string options)
    {
        var arguments = CommandLine.Split(options) ?? [options];
        var files = arguments.SelectMany(_named.In).Select(file => file.Path).Distinct(SystemPath.Comparer);
        return (
            arguments.Aggregate(options, (text, argument) => text.Replace(argument, _named.Portable(argument))),
            [.. files.Select(file => KeyFile.Read(file, _named.NameOf(file), CancellationToken.None))]);
    }
}
