namespace PdfTract.Cache.Stress.Profiles;

/// <summary>Many nodes on few keys. Nothing is ever removed, so a key that was there once must never be absent (H03).</summary>
internal sealed class ContentionProfile : IProfile
{
    public string Name => "contention";

    public string Description => "processes x iterations on few keys, values from 1 byte to --max-length";

    public IEnumerable<Row> Run(StressOptions options)
    {
        using var run = new StressRun(options);
        run.RunToEnd(Enumerable.Range(0, options.Processes).Select(_ => run.Worker("node") with
        {
            MaxLength = options.MaxLength,
            NothingVanishes = true,
        }));
        yield return run.Decide(
            $"{options.Processes} processes x {options.Iterations} iterations on {options.Keys} keys: no wrong byte, no lost process, no temp (H03)",
            run.Figures(),
            Leftovers.Of(run));
    }
}
