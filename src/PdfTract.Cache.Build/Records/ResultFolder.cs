using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Records;

/// <summary>
/// A folder of results that is not this project's alone: the user chose it, so other files may be in it, and other configurations, frameworks and
/// projects may put their results there.
/// </summary>
/// <remarks>
/// Invariants: (1) what no build made is neither replaced nor removed; (2) what another project lists, as it is, is not removed; (3) a file is removed only with
/// the content that a build gave it, and only below the folder, never through a link.
/// </remarks>
internal sealed class ResultFolder
{
    private readonly string _manifest;
    private readonly Dictionary<string, ManifestEntry> _own;
    private List<Dictionary<string, ManifestEntry>>? _others;

    /// <param name="folder">Its full path, with a separator at its end.</param>
    /// <param name="recordFile">The project's record, by which its manifest is told from others.</param>
    public ResultFolder(string folder, string recordFile)
    {
        Folder = folder;
        _manifest = ResultManifest.PathFor(folder, recordFile);
        _own = ResultManifest.Read(_manifest);
    }

    public string Folder { get; }

    /// <summary>What this project has here by its manifest.</summary>
    public IEnumerable<string> Own => _own.Keys;

    private List<Dictionary<string, ManifestEntry>> Others => _others ??=
        [.. ResultManifest.AllIn(Folder).Where(file => !string.Equals(file, _manifest, SystemPath.Comparison)).Select(ResultManifest.Read)];

    /// <summary>Whether a build made the file that stands at a place, or none stands there: this project's, or another's with the content that it gave.</summary>
    public bool MayReplace(string place)
    {
        var path = ResultPlace.PathOf(Folder, place);
        return _own.ContainsKey(place) || !IsThere(path) || IsOfOthers(place, path);
    }

    /// <summary>Whether a project lists the place as its result.</summary>
    public bool IsResult(string place) => _own.ContainsKey(place) || Others.Exists(other => other.ContainsKey(place));

    /// <summary>Whether another project, configuration or framework makes something else of the place, other bytes and not only from an earlier state of the same.</summary>
    public bool IsDisputed(string place) =>
        _own.TryGetValue(place, out var entry)
        && Others.Exists(other => other.TryGetValue(place, out var others)
            && others.Sha256 != entry.Sha256 && others.Origin != entry.Origin && others.Origin != ResultManifest.UnknownOrigin && entry.Origin != ResultManifest.UnknownOrigin);

    /// <summary>Lists results of this project, and nothing else from now on.</summary>
    /// <param name="made">What this build made or found as it was, with the origin of each.</param>
    /// <param name="isUnchanged">Whether one of them is as the manifest has it, so that it need not be read.</param>
    /// <param name="wanted">What it was to make and did not: what an earlier build made there stays listed.</param>
    /// <exception cref="IOException">The manifest cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The manifest may not be written.</exception>
    public void List(IEnumerable<(string Place, string Origin)> made, Func<string, bool> isUnchanged, IEnumerable<string> wanted)
    {
        var before = new Dictionary<string, ManifestEntry>(_own, SystemPath.Comparer);
        _own.Clear();
        foreach (var (place, origin) in made)
        {
            if (before.TryGetValue(place, out var known) && isUnchanged(place))
            {
                _own[place] = known with { Origin = origin };
            }
            else if (EntryOf(ResultPlace.PathOf(Folder, place), origin) is { } entry)
            {
                _own[place] = entry;
            }
        }

        foreach (var place in wanted.Where(before.ContainsKey))
        {
            _own[place] = before[place];
        }

        if (before.Count != _own.Count || _own.Any(entry => !before.TryGetValue(entry.Key, out var known) || !known.Equals(entry.Value)))
        {
            ResultManifest.Write(_manifest, _own);
        }
    }

    /// <summary>
    /// Takes results off the list and then removes their files: of two projects that give up the same one at once, the later removes it. Folders that
    /// became empty go too.
    /// </summary>
    /// <param name="places">Which.</param>
    /// <param name="keepListed">Whether a file that stays is still this project's: it is to be made again.</param>
    /// <returns>The files that stay because somebody changed them since, as full paths.</returns>
    /// <exception cref="IOException">The manifest cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The manifest may not be written.</exception>
    public IReadOnlyList<string> Remove(IReadOnlyCollection<string> places, bool keepListed)
    {
        var listed = new Dictionary<string, ManifestEntry>(_own, SystemPath.Comparer);
        List<string> changed = [];
        foreach (var place in places.Where(listed.ContainsKey))
        {
            var path = ResultPlace.PathOf(Folder, place);
            var stays = IsThere(path) && !Holds(path, listed[place]) && !IsOfOthers(place, path);
            if (stays)
            {
                changed.Add(path);
            }

            if (!(stays && keepListed))
            {
                _own.Remove(place);
            }
        }

        if (_own.Count != listed.Count)
        {
            ResultManifest.Write(_manifest, _own);
        }

        _others = null;
        foreach (var place in places.Where(place => listed.ContainsKey(place) && !_own.ContainsKey(place)))
        {
            var path = ResultPlace.PathOf(Folder, place);
            if (Holds(path, listed[place]) && !IsOfOthers(place, path))
            {
                ResultRemoval.TryRemove(Folder, place);
            }
        }

        return changed;
    }

    /// <summary>Whether another project's build made it as it is.</summary>
    private bool IsOfOthers(string place, string path) => Others.Exists(other => other.TryGetValue(place, out var entry) && Holds(path, entry));

    private static bool IsThere(string path) => FileStatus.OfUnlinked(path) is not null;

    /// <summary>A link holds nothing: no build makes one.</summary>
    private static bool Holds(string path, ManifestEntry entry)
    {
        try
        {
            return !ResultRemoval.IsLink(path)
                && FileState.Of(path) is { } state
                && state.Length == entry.Length
                && Fingerprint.OfFile(path) == entry.Sha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ManifestEntry? EntryOf(string path, string origin)
    {
        try
        {
            return new ManifestEntry(new FileInfo(path).Length, Fingerprint.OfFile(path), origin);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
