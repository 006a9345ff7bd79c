using System.Security.Cryptography;
using PdfTract.Cache.Benchmarks.Builds;
using PdfTract.Cache.Benchmarks.Driving;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>Documents with new times and old bytes, as a clone or a checkout leaves them: every one has to be hashed.</summary>
internal sealed class FreshClonePart : IPart
{
    private const string Fingerprints = "fingerprints", Plain = "plain parallel SHA-256", Configuration = "Same";
    private const int DocumentLength = 256 << 10;

    public string Name => "fresh-clone";

    public string Title => "documents whose times changed and whose bytes did not";

    public void Run(PartContext context, PartReport report)
    {
        var (documents, projects) = context.Options.Choose((1000, 8), (24, 2));
        var fixture = new BuildFixture(context, documents, DocumentLength);
        string[] files = [.. Enumerable.Range(0, documents).Select(fixture.Documents.PathOf)];
        var what = $"SHA-256 of {Units.Count(documents)} documents, {Figures.Size(documents * new FileInfo(files[0]).Length)}";
        report.Compare(
            what,
            [
                Lane.Repeating(Fingerprints, () => Parallel.ForEach(files, Cores, file => Fingerprint.OfFile(file))),
                Lane.Repeating(Plain, () => Parallel.ForEach(files, Cores, Hash)),
            ],
            context.Pace with { Rounds = context.Options.Choose(9, 2), Batch = TimeSpan.FromMilliseconds(100) });
        report.Aim(what, (one, other) => one.SpeedOver(other), Fingerprints, Plain, Bound.AtLeast(0.9));

        var consuming = fixture.Consuming("consuming", projects, documents);
        consuming.Build(Configuration);
        var samples = (Task: new List<double>(), Build: new List<double>());
        for (var round = 0; round < context.Options.Choose(5, 1); round++)
        {
            foreach (var document in Enumerable.Range(0, projects).SelectMany(i => Directory.EnumerateFiles(Path.Combine(consuming.FolderOf(i), "docs"))))
            {
                File.SetLastWriteTimeUtc(document, DateTime.UtcNow);
            }

            var log = Path.Combine(context.FolderFor("logs"), $"{round}.binlog");
            samples.Build.Add(consuming.Build(Configuration, TaskTimes.Argument(log)).TotalMilliseconds);
            samples.Task.Add(TaskTimes.Of(log, "PdfCacheRestore").TotalMilliseconds);
            consuming.Expect(Configuration, "fromCache", documents);
        }

        Series task = new("build after all times changed", "from the first PdfCacheRestore's begin to the last one's end", Series.Milliseconds, samples.Task);
        Series build = new("build after all times changed", "the whole build", Series.Milliseconds, samples.Build);
        report.Series.AddRange([task, build]);
        var table = new MarkdownTable($"{task.What}, {projects} projects", "", "time (middle half of the rounds)");
        table.Add(task.Contestant, Figures.Time(task));
        table.Add(build.Contestant, Figures.Time(build));
        report.Tables.Add(table);
        report.Notes.Add("In the build each document is hashed, its entry verified, its outputs compared and left alone.");
    }

    private static ParallelOptions Cores => new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private static void Hash(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        SHA256.HashData(stream);
    }
}
