using System.Text.RegularExpressions;

namespace PdfTract.Cache.Tests;

/// <summary>
/// The targets stand in three places: the NUKE build, and the two scripts that run them where NUKE cannot be restored. Read as
/// texts, because nothing that these tests restore may depend on NUKE.
/// </summary>
internal sealed class TargetListTests
{
    private const string HelpTarget = @"^(?:echo )?  ([A-Z]\w*)  ";
    private const string HelpParameter = @"^(?:echo )?  (--[a-z-]+) [A-Z]+  ";

    private static readonly string Root = FindRoot();
    private static readonly string NukeBuild =
        string.Concat(Directory.GetFiles(Path.Combine(Root, "nuke"), "Build*.cs").Select(File.ReadAllText));

    private static readonly string Shell = Read("build.sh");
    private static readonly string Cmd = Read("build.cmd");

    private static string[] Targets => All(NukeBuild, @"\bTarget (\w+) =>");

    private static string[] Parameters => All(NukeBuild, @"\[Parameter\(""[^""]+""\)\]\s+readonly \S+ (\w+)");

    [Test]
    public void The_NUKE_build_has_targets_and_parameters() => Assert.Multiple(() =>
    {
        Assert.That(Targets, Does.Contain("Test").And.Contain("StressWindows"));
        Assert.That(Parameters, Does.Contain("Nodes").And.Contain("Seconds"));
    });

    [Test]
    public void Each_parameter_of_the_NUKE_build_is_described() =>
        Assert.That(Parameters, Has.Length.EqualTo(All(NukeBuild, @"\[(Parameter)\b").Length));

    [Test]
    public void The_scripts_have_a_plain_command_for_each_target_and_no_others() => Assert.Multiple(() =>
    {
        Assert.That(All(Shell, @"^ {8}([A-Z]\w*)\)"), Is.EquivalentTo(Targets));
        Assert.That(All(Cmd, @"^:([A-Z]\w*)$"), Is.EquivalentTo(Targets));
    });

    [Test]
    public void The_scripts_help_lists_each_target_and_no_others() => Assert.Multiple(() =>
    {
        Assert.That(All(Shell, HelpTarget), Is.EquivalentTo(Targets));
        Assert.That(All(Cmd, HelpTarget), Is.EquivalentTo(Targets));
    });

    [Test]
    public void The_scripts_help_lists_each_parameter_and_no_others()
    {
        var options = Parameters.Select(name => "--" + Regex.Replace(name, "(?<!^)(?=[A-Z])", "-")).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(All(Shell, HelpParameter), Is.EquivalentTo(options).IgnoreCase);
            Assert.That(All(Cmd, HelpParameter), Is.EquivalentTo(options).IgnoreCase);
        });
    }

    [Test]
    public void Each_stress_profile_has_a_target_of_its_name_everywhere()
    {
        const string Profiles = "tests/PdfTract.Cache.Stress/Profiles";
        var expected = All(Read($"{Profiles}/Catalogue.cs"), @"new (\w+)\(\)")
            .Select(type => All(Read($"{Profiles}/{type}.cs"), @"string Name => ""(\w+)""").Single())
            .Select(name => $"stress{name} {name}")
            .Append("stress all")
            .ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(expected, Has.Length.GreaterThan(10));
            Assert.That(Runs(NukeBuild, @"\bTarget (\w+) =>[^;]*\bRunProfile\(""(\w+)""\)"), Is.EquivalentTo(expected).IgnoreCase);
            Assert.That(Runs(Shell, @"^ {8}(\w+)\) stress (\w+) ;;$"), Is.EquivalentTo(expected).IgnoreCase);
            Assert.That(Runs(Cmd, @"^:(\w+)\n%stress% (\w+) "), Is.EquivalentTo(expected).IgnoreCase);
        });
    }

    /// <summary>Each target with the profile that it runs.</summary>
    private static string[] Runs(string text, string pattern) =>
        [.. Regex.Matches(text, pattern, RegexOptions.Multiline).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}")];

    private static string[] All(string text, string pattern) =>
        [.. Regex.Matches(text, pattern, RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "PdfTract.Cache.Build.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("These tests read the repository that they lie in.");
        }

        return folder;
    }
}
