using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Workers;

/// <summary>Damages entries in place, as a failing disk or a careless script does.</summary>
internal static class Vandal
{
    public static void DamageOne(WorkerContext context)
    {
        var key = context.RandomKey();
        var path = context.Layout.Entry(WorkerContext.KeyOf(key));
        var what = context.Random.Next(5);
        try
        {
            switch (what)
            {
                case 0:
                    InPlace(path, file => Overwrite(file, context.Random.NextInt64(file.Length), flip: true));
                    break;
                case 1:
                    InPlace(path, file => file.SetLength(context.Random.NextInt64(file.Length)));
                    break;
                case 2:
                    InPlace(path, file =>
                    {
                        file.Seek(0, SeekOrigin.End);
                        file.Write(new byte[1 + context.Random.Next(100)]);
                    });
                    break;
                case 3:
                    InPlace(path, file => Overwrite(file, context.Random.NextInt64(file.Length), flip: false));
                    break;
                default:
                    File.Copy(context.Layout.Entry(WorkerContext.KeyOf(context.RandomKey())), path, overwrite: true);
                    break;
            }

            context.Journal.Write(JournalEvent.Damaged, new ValueIdentity(key, 0, 0), 0, what.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            // The entry is not there, or was replaced under the vandal's hands.
        }

        Thread.Sleep(context.Random.Next(5));
    }

    /// <summary>Damage that a reader finds only at the end.</summary>
    public static void FlipLastByte(WorkerContext context, int key)
    {
        try
        {
            InPlace(context.Layout.Entry(WorkerContext.KeyOf(key)), file => Overwrite(file, file.Length - 1, flip: true));
            context.Journal.Write(JournalEvent.Damaged, new ValueIdentity(key, 0, 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A reader has it aside at this moment.
        }
    }

    private static void InPlace(string path, Action<FileStream> damage)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        damage(file);
    }

    private static void Overwrite(FileStream file, long offset, bool flip)
    {
        var bytes = new byte[Math.Min(64, file.Length - offset)];
        file.Position = offset;
        file.ReadExactly(bytes);
        if (flip)
        {
            bytes[0] ^= 0x10;
        }
        else
        {
            Array.Clear(bytes);
        }

        file.Position = offset;
        file.Write(bytes);
    }
}
