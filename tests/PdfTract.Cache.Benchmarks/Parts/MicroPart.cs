using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using PdfTract.Cache.Benchmarks.Material;
using PdfTract.Cache.Benchmarks.Micro;
using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Benchmarks.Parts;

/// <summary>The steps of which hits and stores are made, by BenchmarkDotNet.</summary>
internal sealed class MicroPart : IPart
{
    public string Name => "micro";

    public string Title => "the steps of hits and stores, each alone";

    public void Run(PartContext context, PartReport report)
    {
        CodeBenchmarks.Prepare(context.Pieces.Cut(Lengths.Medium, 1, Item.Json)[0], context.FolderFor("cache"));

        // In this process: a program of its own for each benchmark is built longer than it runs.
        var job = context.Options.Choose(Job.ShortRun, Job.Dry).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(context.FolderFor("benchmarkdotnet"))
            .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.DisableOptimizationsValidator);
        var summary = BenchmarkRunner.Run<CodeBenchmarks>(config);
        var table = new MarkdownTable("each step", "", "time (middle half of the rounds)", "allocated");
        foreach (var one in summary.Reports)
        {
            if (one.ResultStatistics is not { } statistics)
            {
                throw new InvalidOperationException($"'{one.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo}' did not run: {string.Join("; ", summary.ValidationErrors.Select(error => error.Message))}");
            }

            // BenchmarkDotNet quotes a description with blanks in it.
            var name = one.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
            var series = new Series("step", name, Series.Microseconds, [.. statistics.OriginalValues.Select(nanoseconds => nanoseconds / 1000)]);
            report.Series.Add(series);
            table.Add(name, Figures.Time(series), Figures.Size(one.GcStats.GetBytesAllocatedPerOperation(one.BenchmarkCase) ?? 0));
        }

        report.Tables.Add(table);
    }
}
