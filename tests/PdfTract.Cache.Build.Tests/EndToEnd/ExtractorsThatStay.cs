namespace PdfTract.Cache.Build.Tests;

/// <summary>An extractor that does not end, and one that ends and leaves a child behind: neither holds the build.</summary>
[Platform("Linux", Reason = "Shell scripts, and processes in /proc.")]
[Parallelizable(ParallelScope.Self)]
public sealed class ExtractorsThatStay : SandboxTests
{
    /// <summary>Leaves a child that holds the pipes until a file is gone: a daemon, or a compiler server. It goes on for two minutes at most.</summary>
    private const string LeavesAChild =
        """
        # stay.sh INPUT OUTPUT
        echo "before the child"
        (i=0; while [ -e ../stays ] && [ $i -lt 600 ]; do i=$((i+1)); sleep 0.2; echo "still here"; done) &
        echo "after the child"
        if [ -n "$1" ]; then cp "$1" "$2"; else echo "version $(cat version)"; fi

        """;

    /// <summary>Starts others, some of which belong to nobody any more, and never ends.</summary>
    private const string NeverEnds =
        """
        # hang.sh INPUT OUTPUT
        case "$1" in
          *b.pdf) echo "page 1 of 2"; (sleep 600 &); setsid sh -c 'sleep 600 & sleep 600' & printf half > "$2"; sleep 600;;
          *) cp "$1" "$2";;
        esac

        """;

    [Test]
    [Category("H61")]
    public void H61_an_extractor_and_a_version_command_that_leave_children_behind_do_not_hold_the_build()
    {
        var stays = Sandbox.Write("stays", "");
        var project = ProjectWith(documents: 2);
        Sandbox.Write("App/stay.sh", LeavesAChild);
        Sandbox.Write("App/version", "1");
        project.Properties["PdfExtractCommand"] = "sh stay.sh {input} {output}";
        project.Properties["PdfExtractVersionCommand"] = "sh stay.sh";

        var result = project.Build().Succeeded();

        Assert.That(RunningPrograms.In(project.Folder), Has.Length.GreaterThanOrEqualTo(3), "the children were ended, or the build has waited for them");
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        Assert.That(result.Messages, Has.Some.Contains("before the child\nafter the child"), "what it printed is in the log");

        // The children's pipes were kept open and emptied: they have not ended by that.
        File.Delete(stays);
        Assert.That(() => RunningPrograms.In(project.Folder), Is.Empty.After(30_000, pollingInterval: 100));

        // What was printed is the version, whole: another one is another key.
        Sandbox.Write("App/version", "2");
        project.RemoveObj();
        project.Build().Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
    }

    [Test]
    [Category("H62")]
    public void H62_an_extractor_that_never_ends_is_ended_with_all_that_it_started_and_the_others_are_stored()
    {
        var project = ProjectWith(documents: 3);
        Sandbox.Write("App/hang.sh", NeverEnds);
        project.Properties["PdfExtractCommand"] = "sh hang.sh {input} {output}";
        project.Properties["PdfExtractTimeout"] = "5s";

        var error = project.Build().FailedWithError("PDFC1017");

        var document = Path.Combine(project.Folder, "docs", "b.pdf");
        Assert.That(error.File, Is.EqualTo(document));
        Assert.That(error.Message, Does.Contain(document).And.Contain("sh hang.sh").And.Contain("5 seconds").And.Contain("page 1 of 2").And.Contain("PdfExtractTimeout"));
        Assert.That(RunningPrograms.In(project.Folder), Is.Empty);
        Assert.That(Sandbox.Entries, Has.Count.EqualTo(2));
        Assert.That(project.Output("docs/b.txt"), Does.Not.Exist);
        Assert.That(Sandbox.Temps, Is.Empty);
    }
}
