using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Temps;

/// <summary>The temps beside outputs: how they are named, and how those go that a killed build left (H07).</summary>
internal static class OutputTemps
{
    /// <summary>Short and independent of the destination's name, which may be as long as a name can be (H42).</summary>
    private const string Prefix = ".pdfc";

    /// <summary>A fresh name beside a destination, for a temp or for a folder of them.</summary>
    public static string NewBeside(string destination) => Path.Combine(Path.GetDirectoryName(destination)!, NewName());

    /// <summary>
    /// Removes what killed builds left in a folder of outputs. Ages are measured by the clock of the folder's own file system: a build whose
    /// clock is days ahead shares the folder with one that is at work (H80). Failing to costs disk space and nothing else.
    /// </summary>
    public static void RemoveStale(string folder)
    {
        try
        {
            using var open = OpenFolder.At(folder);
            if (open is null || open.Names().Where(IsTemp).ToArray() is not { Length: > 0 } temps)
            {
                return;
            }

            var now = ShareClock.Read(open, NewName(), (beside, name) => beside.CreateNew(name, permissions: null));
            foreach (var temp in temps.Where(temp => IsOld(open, temp, now)))
            {
                Remove(open, temp);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another build is faster, or the folder is not this user's to clean.
        }
    }

    private static string NewName() => TempName.After(Prefix);

    private static bool IsTemp(string name) => TempName.TryGetPrefix(name, out var prefix) && prefix == Prefix;

    /// <summary>A folder's own time says nothing of a file in it that an extractor is still writing.</summary>
    private static bool IsOld(OpenFolder folder, string name, DateTime nowUtc)
    {
        if (folder.Look(name) is not { } status || ShareClock.Age(status.ModifiedUtc, nowUtc) <= TempName.StaleAge)
        {
            return false;
        }

        if (status.Kind != FileKind.Folder)
        {
            return true;
        }

        using var inner = folder.Enter(name);
        return inner is not null && inner.Names().All(inside => IsOld(inner, inside, nowUtc));
    }

    private static void Remove(OpenFolder folder, string name)
    {
        if (folder.Look(name) is not { Kind: FileKind.Folder })
        {
            folder.TryDelete(name);
            return;
        }

        using (var inner = folder.Enter(name))
        {
            foreach (var inside in inner?.Names().ToArray() ?? [])
            {
                Remove(inner!, inside);
            }
        }

        folder.TryDeleteFolder(name);
    }
}
