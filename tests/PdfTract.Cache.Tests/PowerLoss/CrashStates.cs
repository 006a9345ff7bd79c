namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>
/// Every state that a power loss at this moment may leave. The disk is told apart into parts: the files of each entry, and the
/// rest. No step of a read or a store looks at two of them at once, so each part goes through all its states beside a few of the
/// others', and not beside all of them.
/// </summary>
/// <param name="disk">The calls so far.</param>
/// <param name="top">The folder that holds all of it.</param>
/// <param name="partOf">Which part a path belongs to: 0 is the root's own, the others are entries'.</param>
/// <param name="before">What a sector of an entry may hold that was never written: bytes of some older file.</param>
internal sealed class CrashStates(ModelDisk disk, string top, Func<string, int> partOf, byte[] before)
{
    public IEnumerable<DiskState> All()
    {
        var parts = disk.Names.ToLookup(name => partOf(name.Path));
        foreach (var part in parts)
        {
            var names = part.ToArray();
            var few = Few([.. parts.Where(other => other.Key != part.Key).SelectMany(other => other).OrderBy(name => name.Path, StringComparer.Ordinal)]).ToArray();
            foreach (var all in Contents(Product.Of(names.Select(name => name.Possible)).Select(chosen => Chosen(names, chosen)), file => file.Possible(part.Key == 0 ? [] : before)))
            {
                foreach (var other in few)
                {
                    yield return new DiskState(top, all.Concat(other));
                }
            }
        }
    }

    /// <summary>All names as they were last certain, or all as they are now; with the contents that differ most.</summary>
    private static IEnumerable<(string Path, object Node, byte[]? Bytes)[]> Few((string Path, IReadOnlyList<object?> Possible)[] names)
    {
        var choices = new[] { Chosen(names, [.. names.Select(name => name.Possible[0])]), Chosen(names, [.. names.Select(name => name.Possible[^1])]) };
        return new Func<ModelFile, byte[]>[] { file => file.Certain, file => file.Lengthened, file => file.Newest }
            .SelectMany(content => Contents(choices, file => [content(file)]));
    }

    /// <summary>Names below one that did not survive are left out here already: nobody would ever see their contents.</summary>
    private static (string Path, object Node)[] Chosen((string Path, IReadOnlyList<object?> Possible)[] names, object?[] chosen)
    {
        var lost = new HashSet<string>(StringComparer.Ordinal);
        var survivors = new List<(string Path, object Node)>();
        for (var i = 0; i < names.Length; i++)
        {
            if (chosen[i] is { } node && !lost.Contains(Path.GetDirectoryName(names[i].Path)!))
            {
                survivors.Add((names[i].Path, node));
            }
            else
            {
                lost.Add(names[i].Path);
            }
        }

        return [.. survivors];
    }

    /// <summary>Gives the files of each choice of names every content; a file with two names has one.</summary>
    private static IEnumerable<(string Path, object Node, byte[]? Bytes)[]> Contents(
        IEnumerable<(string Path, object Node)[]> choices, Func<ModelFile, IEnumerable<byte[]>> possible)
    {
        var known = new Dictionary<ModelFile, IReadOnlyList<byte[]>>();
        foreach (var names in choices)
        {
            var files = names.Select(name => name.Node).OfType<ModelFile>().Distinct().ToArray();
            foreach (var contents in Product.Of(files.Select(file => known.TryGetValue(file, out var list) ? list : known[file] = [.. possible(file)])))
            {
                yield return [.. names.Select(name => (name.Path, name.Node, name.Node is ModelFile file ? contents[Array.IndexOf(files, file)] : null))];
            }
        }
    }
}
