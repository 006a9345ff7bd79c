using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Programs;

namespace PdfTract.Cache.Build.Workers;

/// <summary>What the programs of one build have in common in this process: what watches them, and the workers that are kept. Ends with the build.</summary>
internal sealed class BuildPrograms : IDisposable
{
    private const string Name = "programs";

    public BuildPrograms() => Workers = new WorkerPool(Supervision);

    public ProgramSupervision Supervision { get; } = new();

    public WorkerPool Workers { get; }

    /// <summary>Calls <paramref name="work"/> with those of the build; where the engine does not say when a build ends, with some that end with the call.</summary>
    public static void Use(IBuildEngine engine, Action<BuildPrograms> work)
    {
        if (engine is IBuildEngine4 keeper)
        {
            work((BuildPrograms)ProcessObjects.Share(keeper, Name, () => new BuildPrograms()));
            return;
        }

        using var own = new BuildPrograms();
        work(own);
    }

    public void Dispose()
    {
        Workers.Dispose();
        Supervision.Dispose();
    }
}
