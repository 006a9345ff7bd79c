namespace PdfTract.Cache.Build.Tests;

internal sealed class PropertyReaderTests
{
    private readonly List<string> _errors = [];

    private PropertyReader Sut => new((code, _, message) => _errors.Add($"{code} {message}"));

    [SetUp]
    public void Forget() => _errors.Clear();

    [TestCase("0", 0L)]
    [TestCase("1048576", 1048576L)]
    [TestCase("10B", 10L)]
    [TestCase("1k", 1024L)]
    [TestCase("500MB", 500L * 1024 * 1024)]
    [TestCase("5 GB", 5L * 1024 * 1024 * 1024)]
    [TestCase("2GiB", 2L * 1024 * 1024 * 1024)]
    [TestCase("1.5 tb", 3L * 512 * 1024 * 1024 * 1024)]
    [TestCase("\t2 \u00a0 gib \n", 2L * 1024 * 1024 * 1024)]
    [TestCase("3Ki", 3L * 1024)]
    [TestCase("", null)]
    [TestCase("Unlimited", null)]
    public void A_size_is_read_as_people_write_it(string text, long? expected)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Sut.Size("P", text), Is.EqualTo(expected));
            Assert.That(_errors, Is.Empty);
        });
    }

    [TestCase("10 gigs")]
    [TestCase("-5GB")]
    [TestCase("GB")]
    [TestCase("1,5GB")]
    [TestCase("1iB")]
    [TestCase("1.GB")]
    [TestCase(".5GB")]
    [TestCase("1. 5GB")]
    [TestCase("1 000MB")]
    [TestCase("1KK")]
    [TestCase("1kBi")]
    [TestCase("1k\u0131b")]
    [TestCase("1bb")]
    [TestCase("1\u212a")]
    [TestCase("\u0661GB")]
    [TestCase("99999999999999999999TB")]
    [TestCase("5GB\n5GB")]
    public void A_size_that_makes_no_sense_is_an_error_with_property_value_and_examples(string text)
    {
        Sut.Size("PdfCacheMaxSize", text);

        Assert.That(_errors, Has.Count.EqualTo(1));
        Assert.That(_errors[0], Does.StartWith("PDFC1005 ").And.Contains("PdfCacheMaxSize").And.Contains($"'{text.Replace("\n", @"\u000a", StringComparison.Ordinal)}'").And.Contains("5GB"));
    }

    [TestCase("10m", 600)]
    [TestCase(" 30 S ", 30)]
    [TestCase("0", 0)]
    [TestCase("0s", 0)]
    [TestCase("", 42)]
    [TestCase(null, 42)]
    public void A_wait_has_a_unit_unless_it_is_none(string? text, int seconds)
    {
        Assert.That(Sut.Wait("P", text, absent: TimeSpan.FromSeconds(42)), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That(_errors, Is.Empty);
    }

    [TestCase("30d", 30 * 24 * 60)]
    [TestCase("30", 30 * 24 * 60)]
    [TestCase("12 h", 12 * 60)]
    [TestCase("90m", 90)]
    [TestCase("1.5H", 90)]
    [TestCase("120s", 2)]
    [TestCase(" 000030 \t D ", 30 * 24 * 60)]
    public void An_age_is_read_as_people_write_it(string text, int minutes) =>
        Assert.That(Sut.Age("P", text), Is.EqualTo(TimeSpan.FromMinutes(minutes)));

    [TestCase("a month")]
    [TestCase("-1d")]
    [TestCase("1w")]
    [TestCase("9999999d")]
    [TestCase("1.1234567d")]
    [TestCase("1.d")]
    [TestCase("d")]
    [TestCase("1dd")]
    [TestCase("1 d d")]
    [TestCase("1\u017f")]
    public void An_age_that_makes_no_sense_is_an_error(string text)
    {
        Sut.Age("PdfCacheMaxAge", text);

        Assert.That(_errors, Has.Count.EqualTo(1));
        Assert.That(_errors[0], Does.Contain("PdfCacheMaxAge").And.Contains("30d"));
    }

    [TestCase("true", true)]
    [TestCase(" True ", true)]
    [TestCase("1", true)]
    [TestCase("false", false)]
    [TestCase("off", false)]
    [TestCase("", true)]
    [TestCase(null, true)]
    public void A_switch_is_on_off_or_absent(string? text, bool expected) =>
        Assert.That(Sut.Boolean("P", text, absent: true), Is.EqualTo(expected));

    [Test]
    public void A_switch_that_makes_no_sense_is_an_error()
    {
        Sut.Boolean("PdfCacheReadOnly", "maybe", absent: false);

        Assert.That(_errors.Single(), Does.Contain("PdfCacheReadOnly").And.Contains("'maybe'").And.Contains("true or false"));
    }
}
