namespace PdfTract.Cache.Build.Tests;

public sealed class ResultPlaceTests
{
    [TestCase("docs/a.pdf", "docs/a.pdf")]
    [TestCase("./docs//a.pdf", "docs/a.pdf")]
    [TestCase("docs/x/../a.pdf", "docs/a.pdf")]
    [TestCase(@"docs\a.pdf", "docs/a.pdf")]
    [TestCase("../a.pdf", "../a.pdf")]
    [TestCase("x/../../a.pdf", "../a.pdf")]
    [TestCase("/etc/a.pdf", "/etc/a.pdf")]
    public void A_place_is_named_in_one_way(string place, string expected) => Assert.That(ResultPlace.Normalize(place), Is.EqualTo(expected));

    [TestCase("docs/a.txt", true)]
    [TestCase("..a/b.txt", true)]
    [TestCase("", false)]
    [TestCase("..", false)]
    [TestCase("../a.txt", false)]
    [TestCase("docs/../../a.txt", false)]
    [TestCase("docs/../a.txt", false)]
    [TestCase("docs//a.txt", false)]
    [TestCase("/etc/passwd", false)]
    [TestCase(@"\\server\share", false)]
    public void Only_a_place_below_the_folder_is_inside(string place, bool isInside) => Assert.That(ResultPlace.IsInside(place), Is.EqualTo(isInside));
}
