namespace PdfTract.Cache.Tests;

internal sealed class CacheLayoutTests
{
    private const string Name = "000102030405060708090a0b0c0d0e0f-c8c9cacbcccdcecfd0d1d2d3d4d5d6d7";

    [Test]
    public void A_relative_root_is_refused() => Assert.That(() => new CacheLayout("cache"), Throws.ArgumentException);

    [Test]
    [Category("H02")]
    public void H02_temp_names_of_one_process_are_never_the_same()
    {
        var target = Path.Combine(Path.GetTempPath(), Name + ".pdfc");

        Assert.That(Enumerable.Range(0, 1000).Select(_ => CacheLayout.NewTemp(target)), Is.Unique);
    }

    [Test]
    public void A_temp_lies_beside_its_target_and_is_recognised()
    {
        var temp = CacheLayout.NewTemp(Path.Combine(Path.GetTempPath(), Name + ".pdfc"));

        Assert.Multiple(() =>
        {
            Assert.That(Path.GetDirectoryName(temp) + Path.DirectorySeparatorChar, Is.EqualTo(Path.GetTempPath()));
            Assert.That(CacheLayout.IsEntryTemp(Path.GetFileName(temp)), Is.True);
            Assert.That(Path.GetFileName(temp), Does.Match(@"\A[0-9a-f-]{65}\.tmp\.[0-9]+\.[0-9a-f]{32}\z"));
        });
    }

    [TestCase(Name + ".pdfc", true)]
    [TestCase(Name + ".pdfc\n", false)]
    [TestCase(Name + ".PDFC", false)]
    [TestCase(Name, false)]
    [TestCase("x" + Name + ".pdfc", false)]
    [TestCase("notes.pdfc", false)]
    [TestCase("thesis.pdf", false)]
    [Category("H33")]
    public void H33_only_an_exact_name_is_an_entry(string name, bool isEntry) => Assert.That(CacheLayout.IsEntry(name), Is.EqualTo(isEntry));

    [TestCase(Name + ".tmp.1.00112233445566778899aabbccddeeff", true)]
    [TestCase(Name + ".tmp.1.00112233445566778899AABBCCDDEEFF", false)]
    [TestCase(Name + ".tmp.1.00112233445566778899aabbccddeef", false)]
    [TestCase(Name + ".tmp.x.00112233445566778899aabbccddeeff", false)]
    [TestCase("thesis.tmp.1.00112233445566778899aabbccddeeff", false)]
    [TestCase(".nfs000000000000", false)]
    [Category("H33")]
    public void H33_only_an_exact_name_is_a_temp(string name, bool isTemp) => Assert.That(CacheLayout.IsEntryTemp(name), Is.EqualTo(isTemp));
}
