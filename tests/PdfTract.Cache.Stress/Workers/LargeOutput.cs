using System.Diagnostics;
using System.Security.Cryptography;
using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Workers;

/// <summary>
/// One output of many gigabytes, stored and restored by workers that do nothing else, so that the most memory that their
/// process ever held is the operation's and the runtime's (H17).
/// </summary>
internal static class LargeOutput
{
    private const int BlockLength = 1024 * 1024;

    private static readonly ValueIdentity Identity = new(0, 1, 1);

    /// <summary>Makes the output: holes, and blocks of noise that no codec makes smaller.</summary>
    /// <param name="folder">The worker's.</param>
    /// <param name="length">In bytes.</param>
    /// <param name="noisePercent">How much of it is noise.</param>
    /// <param name="seed">Of the noise.</param>
    public static void Make(string folder, long length, int noisePercent, int seed)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(seed);
        var block = new byte[BlockLength];
        using var file = File.Create(Content(folder));
        file.SetLength(length);
        for (var offset = 0L; offset + BlockLength <= length; offset += BlockLength)
        {
            if (random.Next(100) < noisePercent)
            {
                random.NextBytes(block);
                file.Position = offset;
                file.Write(block);
            }
        }

        // The last bytes are some, so that a length that was cut somewhere shows.
        file.Position = length - 1;
        file.WriteByte(1);
        File.WriteAllText(Card(folder), Identity.ToString());
    }

    public static void Store(WorkerContext context)
    {
        context.Journal.Write(JournalEvent.Intent, Identity);
        var began = Stopwatch.GetTimestamp();
        var result = context.Cache.Store(WorkerContext.KeyOf(Identity.Key), new Provenance("stress", "1", DateTime.UtcNow, TimeSpan.Zero), Outputs(context));
        var stored = result.Outcome == StoreOutcome.Stored;
        context.Journal.Write(stored ? JournalEvent.Stored : JournalEvent.StoreFailed, Identity, began, stored ? PeakMemory() : $"{result.Outcome}: {result.Detail}");
    }

    public static void Restore(WorkerContext context)
    {
        var began = Stopwatch.GetTimestamp();
        var result = context.Cache.Restore(WorkerContext.KeyOf(Identity.Key), Outputs(context));
        context.Journal.Write(result.IsHit ? JournalEvent.Hit : JournalEvent.Miss, Identity, began, result.IsHit ? PeakMemory() : $"{result.Reason}: {result.Detail}");
    }

    public static string Digest(string folder)
    {
        using var content = File.OpenRead(Content(folder));
        return Convert.ToHexString(SHA256.HashData(content));
    }

    /// <summary>The most that this process ever held in memory, in bytes: VmHWM on Linux.</summary>
    private static string PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static OutputFile[] Outputs(WorkerContext context) =>
        [new("content", Content(context.Settings.Scratch)), new("card", Card(context.Settings.Scratch))];

    private static string Content(string folder) => Path.Combine(folder, "large.content");

    private static string Card(string folder) => Path.Combine(folder, "large.card");
}
