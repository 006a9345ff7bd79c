using System.Xml.Linq;
using PdfTract.Cache.Build.PdfPig;

namespace PdfTract.Cache.Build.Tests;

internal sealed class PdfPigPropsTests
{
    /// <summary>The shipped file cannot ask the code, so the two could drift apart: then an upgrade would serve old results.</summary>
    [Test]
    public void The_props_name_the_version_that_the_code_has()
    {
        var props = XDocument.Load(Path.Combine(Repository.Root, "build", "PdfTract.Cache.Build.PdfPig.props"));

        Assert.That(
            props.Descendants("PdfExtractDefaultExtractorVersion").Single().Value,
            Is.EqualTo(PdfPigExtractor.PdfPigExtractorVersion));
    }
}
