using System.Diagnostics;

namespace PdfTract.Cache.Stress.Tests;

/// <summary>
/// A harness that finds nothing proves nothing. Each protection is taken out in turn, the harness built anew with the weakened
/// cache, and the profile that is there for it has to report a violation.
/// </summary>
[Parallelizable(ParallelScope.None)]
internal sealed class TeethTests
{
    private static IEnumerable<TestCaseData> Cases => Weakening.All.Select(weakening => new TestCaseData(weakening).SetCategory(weakening.Case));

    [TestCaseSource(nameof(Cases))]
    public void Without_a_protection_its_profile_reports_a_violation(Weakening weakening)
    {
        if (weakening.Profile == "hostile" && !(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess))
        {
            Assert.Ignore("The profile needs root on Linux, to become other users.");
        }

        var folder = MakeFolder();
        try
        {
            var program = AlteredBuild.Make(Path.Combine(folder, "weak"), weakening.Replacements);

            // A build that hangs is the violation that is looked for, and need not be waited for as long as on a busy machine.
            var (exitCode, output) = Run(program, weakening.Profile, "--max-length", "1000000", "--iterations", "100", "--max-silence", "20", "--directory", folder);

            Assert.Multiple(() =>
            {
                Assert.That(exitCode, Is.EqualTo(1), output);
                Assert.That(output, Does.Contain("FAIL").And.Contains("violations").And.Contains("--seed 1"));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void With_all_protections_the_same_run_reports_none()
    {
        var folder = MakeFolder();
        try
        {
            foreach (var profile in Weakening.All.Select(weakening => weakening.Profile).Distinct())
            {
                var (exitCode, output) = Run(ThisBuild(), profile, "--max-length", "1000000", "--iterations", "100", "--directory", folder);

                Assert.That(exitCode, Is.Zero, output);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Open to the other users of the hostile profile, which a temp folder is not.</summary>
    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("pdfc-teeth-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode ReadAndPass = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | ReadAndPass);
        }

        return folder;
    }

    private static string ThisBuild() =>
        Path.Combine(TestContext.CurrentContext.TestDirectory, "PdfTract.Cache.Stress" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
