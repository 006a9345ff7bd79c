using System.Globalization;
using PdfTract.Cache.Stress.Oracle;
using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Profiles;

/// <summary>An output of --large-bytes, stored by one process and restored by another: the bytes are right and the memory flat.</summary>
internal sealed class LargeProfile : IProfile
{
    private const long Mebibyte = 1024 * 1024;
    private const long MaxMemory = 64 * Mebibyte;

    public string Name => "large";

    public string Description => "one output of gigabytes, in flat memory";

    public IEnumerable<Row> Run(StressOptions options)
    {
        var name = $"an output of {options.LargeBytes} bytes is stored and restored in less than {MaxMemory / Mebibyte} MiB of memory";
        using var run = new StressRun(options);
        var store = run.Worker("large-store");
        var restore = run.Worker("large-restore");
        LargeOutput.Make(store.Scratch, options.LargeBytes, options.LargeNoise, options.Seed);
        run.RunToEnd(store);
        run.RunToEnd(restore);

        var (storing, restoring) = (Find(run, JournalEvent.Stored), Find(run, JournalEvent.Hit));
        yield return run.Decide(
            name,
            $"store {Show(storing)}, restore {Show(restoring)}, stored as {run.Entries().Sum(entry => new FileInfo(entry).Length)} bytes, the same SHA-256",
            [
                Problem("the store", storing), Problem("the restore", restoring),
                storing is null || restoring is null || LargeOutput.Digest(store.Scratch) == LargeOutput.Digest(restore.Scratch) ? null : "the bytes differ",
                .. Leftovers.Of(run),
            ]);
    }

    private static JournalLine? Find(StressRun run, JournalEvent what) => run.Evidence.SelectMany(worker => worker.Lines).SingleOrDefault(line => line.Event == what);

    private static long Peak(JournalLine line) => long.Parse(line.Detail, CultureInfo.InvariantCulture);

    private static string Show(JournalLine? line) => line is null
        ? "failed"
        : string.Create(CultureInfo.InvariantCulture, $"{line.Microseconds / 1e6:F1} s with at most {Peak(line) / (double)Mebibyte:F1} MiB");

    private static string? Problem(string what, JournalLine? line) => line switch
    {
        null => $"{what} did not succeed",
        _ when Peak(line) == 0 => $"{what} cannot be judged: this system does not tell how much memory a process held",
        _ when Peak(line) > MaxMemory => $"{what} held {Peak(line) / Mebibyte} MiB",
        _ => null,
    };
}
