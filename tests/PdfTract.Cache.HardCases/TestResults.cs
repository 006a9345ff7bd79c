using System.Xml.Linq;

namespace PdfTract.Cache.HardCases;

/// <summary>Reads NUnit's result files. A test proves the cases of its categories and of its fixture's.</summary>
internal static class TestResults
{
    public static IEnumerable<Proof> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).SelectMany(file => Tests(XDocument.Load(file)));

    private static IEnumerable<Proof> Tests(XDocument document) =>
        from test in document.Descendants("test-case")
        let numbers = Categories(test).Distinct().Order(StringComparer.Ordinal).ToArray()
        where numbers.Length > 0
        // The cases of one parameterized test are one proof: it passed when all of them did.
        group test by (Class: LastPart(test.Attribute("classname")!.Value), Method: test.Attribute("methodname")!.Value, Numbers: string.Join(' ', numbers)) into method
        select new Proof(method.Key.Numbers.Split(' '), method.Key.Class, method.Key.Method, ResultOf([.. method]));

    private static IEnumerable<string> Categories(XElement test) =>
        from element in test.AncestorsAndSelf()
        from property in element.Elements("properties").Elements("property")
        where property.Attribute("name")?.Value == "Category"
        from number in HardCase.NumbersIn(property.Attribute("value")!.Value)
        select number;

    private static string ResultOf(IReadOnlyList<XElement> tests)
    {
        var results = tests.Select(test => test.Attribute("result")!.Value).ToArray();
        return results.Contains("Failed") ? Proof.Failed : results.All(result => result == "Passed") ? Proof.Passed : "skipped";
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
