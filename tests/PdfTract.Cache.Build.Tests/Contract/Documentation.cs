using System.Reflection;
using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build.Tests;

/// <summary>What the documentation says and what the sources have is the same, in both directions.</summary>
public sealed class Documentation
{
    private static readonly Regex Name = new(@"\bPdf(Cache|Extract)\w*", RegexOptions.CultureInvariant);
    private static readonly Regex Code = new("PDFC[0-9]{4}", RegexOptions.CultureInvariant);

    private static readonly string Readme = Repository.Read("README.md");
    private static readonly string[] CodesInSources =
    [
        .. typeof(DiagnosticCodes)
            .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Concat(BuildFiles.Codes)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Test]
    public void Every_property_of_the_build_files_is_in_the_README() =>
        Assert.That(BuildFiles.Properties.Where(IsDocumentedPrefix).Except(Names(Readme)), Is.Empty);

    [Test]
    public void Every_name_in_the_README_is_in_the_build_files() =>
        Assert.That(Names(Readme).Except([.. BuildFiles.Properties, .. BuildFiles.Items, .. BuildFiles.Targets]), Is.Empty);

    [Test]
    public void Every_code_is_in_the_README_and_back() => Assert.That(Codes(Readme), Is.EqualTo(CodesInSources));

    [Test]
    public void Every_code_has_a_section_where_its_help_link_leads_and_back()
    {
        var sections = Repository.Read("docs", "codes.md").Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..].Trim());

        Assert.That(sections, Is.EqualTo(CodesInSources));
    }

    [Test]
    public void Every_error_of_the_build_files_has_the_help_link_of_its_code()
    {
        var text = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "build")).Order(StringComparer.Ordinal).Select(File.ReadAllText));

        foreach (var code in BuildFiles.Codes)
        {
            Assert.That(text, Does.Contain($"HelpLink=\"{DiagnosticCodes.HelpLink(code)}\""));
        }
    }

    [Test]
    public void Every_relative_link_of_the_README_leads_to_a_file()
    {
        var links = Regex.Matches(Readme, @"\]\((?<to>[^)#:]+)\)").Select(match => match.Groups["to"].Value);

        Assert.That(links.Select(link => Path.Combine(Repository.Root, link)), Has.All.Exist);
    }

    private static bool IsDocumentedPrefix(string name) => Name.IsMatch(name);

    private static IEnumerable<string> Names(string text) => Name.Matches(text).Select(match => match.Value).Distinct();

    private static IEnumerable<string> Codes(string text) => Code.Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);
}
