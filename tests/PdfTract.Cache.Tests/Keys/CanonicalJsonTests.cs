namespace PdfTract.Cache.Tests;

internal sealed class CanonicalJsonTests
{
    [Test]
    public void Members_are_sorted_and_nothing_is_spaced()
    {
        var options = new ExtractionOptions("x", "1", [new("b", "2"), new("a", "1")]);

        Assert.That(
            options.ToCanonicalJson(),
            Is.EqualTo("""{"extractor":"x","options":{"a":"1","b":"2"},"version":"1"}"""));
    }

    [Test]
    public void Names_are_sorted_by_utf16_code_unit_as_in_rfc_8785_3_2_3()
    {
        // The RFC's own example, in its expected order.
        string[] names = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
        var options = new ExtractionOptions("x", "1", names.Reverse().Select(name => new KeyValuePair<string, string>(name, "")));

        var positions = names.Select(name => options.ToCanonicalJson().IndexOf(name == "\r" ? "\\r" : name, StringComparison.Ordinal));

        Assert.That(positions, Is.Ordered.And.All.GreaterThan(0));
    }

    [TestCase("\u0001", "\\u0001")]
    [TestCase("\u001f", "\\u001f")]
    [TestCase("\b\f\n\r\t", "\\b\\f\\n\\r\\t")]
    [TestCase("\"\\/", "\\\"\\\\/")]
    [TestCase("\u007f\u20ac\ud83d\ude00", "\u007f\u20ac\ud83d\ude00")]
    public void Text_is_escaped_as_little_as_rfc_8785_3_2_2_2_allows(string value, string expected) =>
        Assert.That(new ExtractionOptions(value, "", []).ToCanonicalJson(), Does.Contain($"\"extractor\":\"{expected}\""));

    // As numbers: an attribute stores its text as UTF-8, which has no half pairs.
    [TestCase(0xd83d)]
    [TestCase(0xde00)]
    [TestCase(0xde00, 0xd83d)]
    public void Half_a_surrogate_pair_is_refused_because_it_would_make_two_keys_one(params int[] units)
    {
        var value = new string([.. units.Select(unit => (char)unit)]);

        Assert.That(() => new ExtractionOptions(value, "", []).ComputeHash(), Throws.ArgumentException);
    }
}
