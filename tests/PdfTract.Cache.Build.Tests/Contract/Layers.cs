using System.Reflection;
using PdfTract.Cache.Shared;

namespace PdfTract.Cache.Build.Tests;

/// <summary>How the folders of PdfTract.Cache.Build depend on each other: <see cref="LayerRules"/>. The tasks are in the root.</summary>
internal sealed class Layers
{
    private const string Root = "PdfTract.Cache.Build";

    private static readonly string[] Folders =
        ["Hosting", "Documents", "Parsing", "Secrets", "Programs", "Extracting", "Workers", "Records", "Planning", "Sessions"];

    private static readonly Assembly Assembly = typeof(PdfTask).Assembly;

    [TestCaseSource(nameof(Folders))]
    public void A_layer_uses_only_those_before_it(string folder) => Assert.That(LayerRules.TypesThatLookUp(Assembly, Root, Folders, folder), Is.Empty);

    [Test]
    public void Every_type_is_in_a_layer_or_in_the_root() => Assert.That(LayerRules.TypesElsewhere(Assembly, Root, Folders), Is.Empty);
}
