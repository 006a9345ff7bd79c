using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// H65: every property of the README, set in a project, in Directory.Build.props, with -p:, wrong, empty, with spaces: it works or a coded error says why not.
/// One build of many projects.
/// </summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
[Category("H65")]
public sealed class EveryProperty
{
    private const PropertyPlace Project = PropertyPlace.InTheProject;
    private const PropertyPlace Props = PropertyPlace.InDirectoryBuildProps;
    private const PropertyPlace Targets = PropertyPlace.InDirectoryBuildTargets;
    private const PropertyPlace CommandLine = PropertyPlace.OnTheCommandLine;

    /// <summary>All at once, each with another value than its default.</summary>
    private static readonly (string Name, string Value)[] Valid =
    [
        ("PdfCacheEnabled", " True "), ("PdfCacheReadOnly", "0"), ("PdfCacheRefresh", "yes"), ("PdfCacheFsync", "off"), ("PdfCacheMaxSize", " 1 GB "), ("PdfCacheMaxAge", "12h"),
        ("PdfCacheCleanupInterval", "unlimited"), ("PdfCacheSummaryImportance", " Low "), ("PdfExtractTimeout", " 1h "), ("PdfExtractVersion", " 1.0 "),
        ("PdfExtractOptions", "-raw"), ("PdfExtractOutputs", "text;json"), ("PdfExtractOutputDirectory", " results "), ("PdfExtractStatisticsFile", " counts/last.json "),
        ("PdfCacheDirectory", " its own cache "), ("PdfExtractMaxMemory", " 3 GB "), ("PdfExtractFailures", " Warning "), ("PdfExtractWorkerByPages", "no"),
    ];

    private static readonly PropertyCase[] Cases =
    [
        Works(Project, Valid), Works(Props, Valid), Works(CommandLine, Valid),

        .. Wrong("PdfCacheEnabled", "PDFC1005", "ture"), .. Works("PdfCacheEnabled", "", "1", "OFF"),
        .. Wrong("PdfCacheReadOnly", "PDFC1005", "perhaps"), .. Works("PdfCacheReadOnly", "", " true "),
        .. Wrong("PdfCacheRefresh", "PDFC1005", "2"), .. Works("PdfCacheRefresh", "", " true "),
        .. Wrong("PdfCacheWait", "PDFC1005", "long", "30", "unlimited"), .. Works("PdfCacheWait", "", " 0 ", "30s"),
        .. Wrong("PdfCacheFsync", "PDFC1005", "sometimes"), .. Works("PdfCacheFsync", "", " false "),
        .. Wrong("PdfCacheMaxSize", "PDFC1005", "10 gigs"), .. Works("PdfCacheMaxSize", "", "unlimited"),
        .. Wrong("PdfCacheMaxAge", "PDFC1005", "a month"), .. Works("PdfCacheMaxAge", "", " unlimited "),
        .. Wrong("PdfCacheCleanupInterval", "PDFC1005", "soon"), .. Works("PdfCacheCleanupInterval", "", " 1h "),
        .. Wrong("PdfCacheSummaryImportance", "PDFC1005", "loud"), .. Works("PdfCacheSummaryImportance", "", "normal"),
        .. Wrong("PdfCacheSigningKey", "PDFC1033", "open sesame"), .. Works("PdfCacheSigningKey", "", " "),
        .. Wrong("PdfCacheDirectory", "PDFC1005", "~bob/cache"), .. Works("PdfCacheDirectory", "", " ", "relative", "~/cache"),
        .. Wrong("PdfExtractCommand", "PDFC1007", "cp {input} {output} > x", "cp '{input}' {output}", "cp {input} {output} && true", "cp {option} {input} {output}", "cp $HOME {input} {output}"),
        .. Works("PdfExtractCommand", "cp {input} {output} ", "cp  {input} \"{output}\""),
        Fails(Project, "PdfExtractCommand", "", "PDFC1006", "PdfTract.Cache.Build.PdfPig"), Fails(Project, "PdfExtractCommand", " ", "PDFC1006"),
        Fails(Targets, "PdfExtractCommand", "cp {input} {output}", "PDFC1006", "too late", "Directory.Build.targets", "Directory.Build.props"),
        .. Works("PdfExtractVersion", "", " "),
        .. Wrong("PdfExtractVersionCommand", "PDFC1008", "no-such-program -v", "sh -c \"exit 1\""), .. Works("PdfExtractVersionCommand", "", " ", " echo 1 "),
        .. Wrong("PdfExtractTimeout", "PDFC1005", "soon", "30", "0s", "-1m"), .. Works("PdfExtractTimeout", "", " unlimited "),
        .. Wrong("PdfExtractMaxMemory", "PDFC1005", "much", "1000"), .. Works("PdfExtractMaxMemory", "", " unlimited "),
        .. Wrong("PdfExtractFailures", "PDFC1005", "ignore"), .. Works("PdfExtractFailures", "", " message "),
        .. Wrong("PdfExtractWorkerByPages", "PDFC1005", "some"), .. Works("PdfExtractWorkerByPages", "", " true "),
        .. Wrong("PdfExtractWorker", "PDFC1007", "sh worker.sh"),
        new(Project, [("PdfExtractCommand", ""), ("PdfExtractWorker", "sh worker.sh {input}")], "PDFC1007", "PdfExtractWorker", "{input}", "standard input"),
        new(Project, [("PdfExtractCommand", ""), ("PdfExtractWorker", "sh 'worker.sh'")], "PDFC1007", "PdfExtractWorker"),
        Fails(Targets, "PdfExtractWorker", "sh worker.sh", "PDFC1007"),
        .. Wrong("PdfExtractOptions", "PDFC1019", "\"open", "-o > x", "{input}"), .. Works("PdfExtractOptions", "", " ", " -a  \"b c\" "),
        .. Wrong("PdfExtractSecrets", "PDFC1030", "open sesame"), .. Works("PdfExtractSecrets", "", " "),
        .. Wrong("PdfExtractOutputs", "PDFC1015", "../text", "Text"), .. Works("PdfExtractOutputs", " json ", "text;", " json ; text "),
        Works(Project, ("PdfExtractOutputs", "")), Works(CommandLine, ("PdfExtractOutputs", "text%3Bjson")), Fails(CommandLine, "PdfExtractOutputs", "", "PDFC1015", "do not set it"),
        .. Wrong("PdfExtractOutputDirectory", "PDFC1005", "~/results"), Works(Project, ("PdfExtractOutputDirectory", "")),
        Fails(Targets, "PdfExtractOutputDirectory", "results", "PDFC1005", "too late", "Directory.Build.targets"),
        .. Wrong("PdfExtractStatisticsFile", "PDFC1005", "../all", "~/counts.json"), Works(Project, ("PdfExtractStatisticsFile", "")),
        .. Wrong("PdfCacheTasksFolder", "PDFC1005", "/nowhere/"), Works(Project, ("PdfCacheTasksFolder", "")),
        Works(Project, ("PdfExtractTarget", "")), new(Project, [("PdfExtractCommand", ""), ("PdfExtractTarget", "NoSuchTarget"), ("PdfExtractor", "x")], "PDFC1020", "NoSuchTarget", "PdfExtractorVersion"),
    ];

    private Sandbox _sandbox = null!;
    private PropertyCases _cases = null!;
    private BuildResult _result = null!;

    [OneTimeSetUp]
    public void Build_all()
    {
        _sandbox = new Sandbox();
        _cases = new PropertyCases(_sandbox, Cases);
        _result = _cases.Build();
    }

    [OneTimeTearDown]
    public void Remove_the_sandbox() => _sandbox.Dispose();

    [TestCaseSource(nameof(Numbers))]
    public void H65_it_works_or_a_coded_error_says_why_not(int number)
    {
        var one = Cases[number];
        var errors = _result.Errors.Where(error => error.Project == _cases.ProjectOf(one)).ToArray();
        var results = Directory.GetFiles(_cases.FolderOf(one), "a.*", SearchOption.AllDirectories);
        if (one.Code is null)
        {
            Assert.That(errors, Is.Empty);
            Assert.That(results, Is.Not.Empty, _result.Process.Output);
        }
        else
        {
            Assert.That(errors.Select(error => error.Code), Is.EqualTo([one.Code]));
            Assert.Multiple(() => Array.ForEach(one.Words, word => Assert.That(errors[0].Message, Does.Contain(word))));
            Assert.That(results, Is.Empty);
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void H65_every_valid_value_has_its_effect_wherever_it_is_set(int number)
    {
        var folder = _cases.FolderOf(Cases[number]);

        Assert.Multiple(() =>
        {
            Assert.That(FolderContents.Of(Path.Combine(folder, "results")).Keys, Is.EqualTo(["a.json", "a.txt"]));
            Assert.That(File.ReadAllText(Path.Combine(folder, "results", "a.txt")), Does.StartWith("txt options=-raw"));
            Assert.That(ExtractionCounts.Read(Path.Combine(folder, "counts", "last.json")), Is.EqualTo(ExtractionCounts.Cold(1)));
            Assert.That(Directory.GetFiles(Path.Combine(folder, "its own cache"), "*.pdfc", SearchOption.AllDirectories), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void H65_a_tilde_is_the_home_folder_and_a_relative_XDG_CACHE_HOME_is_ignored()
    {
        var home = Path.Combine(_sandbox.Root, "home");

        Assert.That(Directory.GetFiles(Path.Combine(home, "cache"), "*.pdfc", SearchOption.AllDirectories), Is.Not.Empty);
        Assert.That(Directory.GetDirectories(_sandbox.Root, "~", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Directory.GetDirectories(_sandbox.Root, "pdftract", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void H65_every_property_of_the_README_is_tried()
    {
        var table = Regex.Match(Repository.Read("README.md"), "\n## Properties\n.*?\n(?<rows>\\|.*?)\n\n", RegexOptions.Singleline).Groups["rows"].Value;
        var properties = Regex.Matches(table, @"^\| `(?<name>Pdf\w+)`", RegexOptions.Multiline).Select(match => match.Groups["name"].Value).ToArray();

        Assert.That(properties, Is.Not.Empty);
        Assert.That(properties.Except(Cases.SelectMany(one => one.Properties).Select(property => property.Name)), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Numbers() => Cases.Select((one, i) => new TestCaseData(i).SetName(one.ToString()));

    private static PropertyCase Works(PropertyPlace place, params (string Name, string Value)[] properties) => new(place, properties, null);

    private static IEnumerable<PropertyCase> Works(string property, params string[] values) =>
        values.SelectMany(value => new[] { Works(Project, (property, value)), Works(CommandLine, (property, value)) });

    private static PropertyCase Fails(PropertyPlace place, string property, string value, string code, params string[] words) => new(place, [(property, value)], code, [property, .. words]);

    private static IEnumerable<PropertyCase> Wrong(string property, string code, params string[] values) =>
        values.SelectMany(value => new[] { Fails(Project, property, value, code), Fails(CommandLine, property, value, code) });
}
