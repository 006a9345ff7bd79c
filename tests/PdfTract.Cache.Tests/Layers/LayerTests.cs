using System.Reflection;

namespace PdfTract.Cache.Tests;

/// <summary>How the folders of PdfTract.Cache depend on each other: <see cref="LayerRules"/>.</summary>
internal sealed class LayerTests
{
    private const string Root = "PdfTract.Cache";

    private static readonly string[] Layers =
        ["Platform", "Keys", "Temps", "Settings", "Fingerprints", "Layout", "Entries", "Stores", "Claims", "Eviction", "Outputs", "Sessions"];

    private static readonly Assembly Assembly = typeof(ExtractionCache).Assembly;

    [TestCaseSource(nameof(Layers))]
    public void A_layer_uses_only_those_before_it(string layer) => Assert.That(LayerRules.TypesThatLookUp(Assembly, Root, Layers, layer), Is.Empty);

    [Test]
    public void A_way_back_is_seen()
    {
        // Entries use keys. If keys stood after them, that would be the way back.
        Assert.That(LayerRules.TypesThatLookUp(Assembly, Root, ["Entries", "Keys"], "Entries"), Is.Not.Empty);
    }

    [Test]
    public void Every_type_is_in_a_layer_or_in_the_root() => Assert.That(LayerRules.TypesElsewhere(Assembly, Root, Layers), Is.Empty);

    [Test]
    public void Only_the_facade_is_in_the_root()
    {
        var inRoot = Assembly.GetTypes().Where(type => type.Namespace == Root && !type.IsNested);

        Assert.That(inRoot, Is.EqualTo([typeof(ExtractionCache)]));
    }
}
