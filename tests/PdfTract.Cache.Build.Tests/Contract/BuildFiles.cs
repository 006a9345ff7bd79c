using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The names that the shipped .props and .targets have. Those that begin with an underscore are private.</summary>
internal static class BuildFiles
{
    private static readonly Regex Reference = new(@"[$@]\((?<name>[A-Za-z]\w*)", RegexOptions.CultureInvariant);

    private static readonly XElement[] Elements =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "build"))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => XDocument.Load(file).Root!.DescendantsAndSelf()),
    ];

    /// <summary>Properties that are set or read, and are ours by their names.</summary>
    public static IReadOnlyList<string> Properties => Public(
        Elements.Where(element => element.Parent?.Name.LocalName == "PropertyGroup").Select(element => element.Name.LocalName)
            .Concat(Attributes("PropertyName"))
            .Concat(References('$')));

    public static IReadOnlyList<string> Items => Public(
        Elements.Where(element => element.Parent?.Name.LocalName == "ItemGroup").Select(element => element.Name.LocalName)
            .Concat(Attributes("ItemName"))
            .Concat(References('@')));

    public static IReadOnlyList<string> Targets =>
        Public(Elements.Where(element => element.Name.LocalName == "Target").Select(element => element.Attribute("Name")!.Value));

    public static IEnumerable<string> Codes => Attributes("Code");

    private static IEnumerable<string> Attributes(string name) => Elements.Attributes(name).Select(attribute => attribute.Value);

    private static IEnumerable<string> References(char sigil) => Elements
        .SelectMany(element => element.Nodes().OfType<XText>().Select(text => text.Value).Concat(element.Attributes().Select(attribute => attribute.Value)))
        .SelectMany(text => Reference.Matches(text))
        .Where(match => match.Value[0] == sigil)
        .Select(match => match.Groups["name"].Value);

    private static IReadOnlyList<string> Public(IEnumerable<string> names) =>
        [.. names.Where(name => name.StartsWith("Pdf", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
}
