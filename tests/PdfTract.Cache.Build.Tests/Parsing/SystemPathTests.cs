using System.Text.RegularExpressions;

namespace PdfTract.Cache.Build.Tests;

[Category("H42")]
internal sealed partial class SystemPathTests
{
    [TestCase(true, false, true)]
    [TestCase(false, true, true, Description = "macOS")]
    [TestCase(false, false, false)]
    public void H42_paths_are_compared_without_case_where_the_file_systems_of_a_system_do_so(bool isWindows, bool isMac, bool isSame)
    {
        Assert.That(string.Equals("/Docs/a.PDF", "/docs/A.pdf", SystemPath.ComparisonOn(isWindows, isMac)), Is.EqualTo(isSame));
        Assert.That(SystemPath.ComparerOn(isWindows, isMac).Equals("/Docs/a.PDF", "/docs/A.pdf"), Is.EqualTo(isSame));
    }

    /// <summary>A set or a dictionary of full paths has the system's comparer: on macOS and Windows an item may name a file in another case.</summary>
    [Test]
    public void H42_no_full_paths_of_items_are_compared_with_case()
    {
        var source = Path.Combine(Repository.Root, "src", "PdfTract.Cache.Build");
        var found = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => WithCase().IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

        Assert.That(found, Is.Empty);
    }

    [GeneratedRegex(@"^(?!.*OrderBy).*(FullPath|ItemMetadata.Document\)|[.]Path\b|Outputs\[0\]).*(StringComparer|StringComparison)[.]Ordinal\b(?!.*ThenBy)")]
    private static partial Regex WithCase();
}
