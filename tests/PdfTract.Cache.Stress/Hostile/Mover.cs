using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Hostile;

/// <summary>
/// Takes away what the cache stands on (the folder of the shards, a shard, the marker, an entry), puts something else there for a moment, and
/// then the old one back or nothing. A busy cache of strangers looks to a build like that (H04, H73, H76).
/// </summary>
internal static class Mover
{
    public static void Run(WorkerContext context)
    {
        var neighbour = new Neighbour(context);
        var layout = neighbour.Layout;
        var permissions = FolderPermissions.Of(layout.Root);
        while (neighbour.MayGoOn())
        {
            var key = neighbour.RandomKey();
            var (path, isFolder) = neighbour.Random.Next(24) switch
            {
                0 => (layout.Entries, true),
                1 => (layout.Marker, false),
                2 => (layout.Tag, false),
                3 => (layout.CleanupStamp, false),
                < 12 => (layout.Shard(key), true),
                _ => (layout.Entry(key), false),
            };
            var original = neighbour.MoveAway(path);
            var isPlaced = isFolder ? neighbour.PlaceForFolder(path, permissions, original) : neighbour.PlaceForFile(path, original);
            Thread.Sleep(neighbour.Random.Next(4));
            if (isPlaced)
            {
                Neighbour.Remove(path);
            }

            PutBack(neighbour, original, path);

            // Where nothing ever stands still no build has a hit, and nothing is seen of what a hit does.
            Thread.Sleep(neighbour.Random.Next(10));
        }

        neighbour.Report();
    }

    private static void PutBack(Neighbour neighbour, string? original, string path)
    {
        if (original is null)
        {
            return;
        }

        // Without its marker the root would be refused for ever, which a neighbour can bring about anyhow.
        var isMarker = path == neighbour.Layout.Marker;
        if (isMarker && Directory.Exists(path))
        {
            Neighbour.Remove(path);
        }

        neighbour.Count("something moved away");
        if ((!isMarker && neighbour.Random.Next(4) == 0) || !Neighbour.Rename(original, path))
        {
            Neighbour.Remove(original);
            neighbour.Count("something removed");
        }
    }
}
