using System.Diagnostics;
using System.Globalization;

namespace PdfTract.Cache.Build.Tests;

[Platform("Linux", Reason = "Sends SIGINT.")]
[Parallelizable(ParallelScope.Self)]
public sealed class Cancelling : SandboxTests
{
    /// <summary>Hang guards: the extractor would sleep for a minute, a build that heeds the signal ends in about one second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Test]
    public void Ctrl_C_ends_the_build_and_leaves_nothing_half_done_H48()
    {
        var project = ProjectWith(documents: 3);
        Sandbox.Extractor.SleepsOn("b.pdf");
        project.Save();
        project.Run("restore").Succeeded();

        // A shell gives its background jobs a signal that they ignore; `env` gives it back.
        var build = DotNet.StartProgram("env", project.Folder, Sandbox.Environment(), ["--default-signal=INT", DotNet.Host, "build", "-m", .. project.Start()]);
        Assert.That(() => Sandbox.Extractor.IsAsleep, Is.True.After((int)Patience.TotalMilliseconds, pollingInterval: 50), "the extraction began");
        var clock = Stopwatch.StartNew();
        DotNet.RunProgram("kill", "-INT", build.Id.ToString(CultureInfo.InvariantCulture)).Succeeded();
        var result = DotNet.Wait(build);

        Assert.That(clock.Elapsed, Is.LessThan(Patience), result.Output);
        Assert.That(result.ExitCode, Is.Not.Zero, result.Output);
        Assert.That(project.Output("docs/b.txt"), Does.Not.Exist);
        Assert.That(Sandbox.Temps, Is.Empty);

        Sandbox.Extractor.Recovers();
        project.Build().Succeeded();
        OutputsAreRight(project);
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(3)));
        OutputsAreRight(project);
    }
}
