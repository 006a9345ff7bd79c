using System.Globalization;
using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build.Tests;

/// <summary>A command that fails for every document.</summary>
[Platform(Exclude = "Win", Reason = ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class WrongCommands : SandboxTests
{
    [Test]
    [Category("H63")]
    public void H63_a_thousand_documents_and_one_wrong_command_are_a_page_of_log()
    {
        const int Many = 1000;
        var project = Sandbox.AddProject();
        for (var i = 0; i < Many; i++)
        {
            File.WriteAllText(Path.Combine(project.Folder, "docs", $"d{i}.pdf"), $"document {i}");
        }

        Sandbox.Write("App/usage.sh", "for i in $(seq 1 60); do echo \"usage line $i of the program\"; done >&2; echo \"$1: unknown option\"; exit 2\n");
        project.Properties["PdfExtractCommand"] = "sh usage.sh {input} {output} --wrong";

        var result = project.Build();

        Assert.That(result.ExitCode, Is.Not.Zero);
        var failed = result.OurErrors.Count(error => error.Code == "PDFC1009");
        Assert.That(failed, Is.InRange(10, 12), "what had begun when the tenth failed comes to its end");
        var stop = result.OurErrors.Single(error => error.Code != "PDFC1009");
        Assert.That(stop.Code, Is.EqualTo("PDFC1018"));
        Assert.That(stop.Message, Does.Contain((Many - failed).ToString(CultureInfo.InvariantCulture) + " more documents were not started"));

        var log = result.Process.Output;
        Assert.That(log.Split('\n'), Has.Length.LessThan(75), log);
        Assert.That(Occurrences(log, "usage line 2 of"), Is.EqualTo(1), "once, and not for each document");
        Assert.That(Occurrences(log, "usage line 59 of"), Is.EqualTo(1), "its end as well");
        Assert.That(result.OurErrors.First().Message, Does.Contain("unknown option").And.Contain("usage line 60"), "the first and the last line");
        Assert.That(Sandbox.Entries, Is.Empty);
        Assert.That(Sandbox.Temps, Is.Empty);
    }

    private static int Occurrences(string text, string of) => Regex.Count(text, Regex.Escape(of));
}
