using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Hostile;

/// <summary>Looks for the temps of folders and files, and puts something else in their place before their maker is done with them (H73, H76).</summary>
internal static class Swapper
{
    public static void Run(WorkerContext context)
    {
        var neighbour = new Neighbour(context);
        var permissions = FolderPermissions.Of(neighbour.Layout.Root);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (neighbour.MayGoOn())
        {
            Scan(neighbour.Layout.Root);
            Scan(neighbour.Layout.Entries);
            Scan(neighbour.Layout.Shard(neighbour.RandomKey()));
        }

        neighbour.Report();

        void Scan(string folder)
        {
            foreach (var name in Neighbour.Names(folder).Where(name => TempName.TryGetPrefix(name, out _) && seen.Add(name)))
            {
                Swap(Path.Combine(folder, name), CacheLayout.IsFolderTemp(name));
            }
        }

        void Swap(string temp, bool isFolder)
        {
            if (neighbour.MoveAway(temp) is not { } original)
            {
                return;
            }

            _ = isFolder ? neighbour.PlaceForFolder(temp, permissions, original) : neighbour.PlaceForFile(temp, original);
            neighbour.Count(isFolder ? "a folder's temp swapped" : "a file's temp swapped");
            if (neighbour.Random.Next(2) == 0)
            {
                Neighbour.Remove(original);
            }
        }
    }
}
