namespace PdfTract.Cache.Build.Tests;

internal sealed class SecretDigestsTests
{
    [Test]
    public void A_secret_that_is_read_anew_is_not_digested_again_and_another_is()
    {
        var computed = new List<string>();
        var digests = new SecretDigests((name, value) =>
        {
            computed.Add($"{name}={value}");
            return Fingerprint.OfStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(name + value)));
        });

        var first = digests.Of(new Secret("password", "one"));
        var again = digests.Of(new Secret("password", new string("one".ToCharArray())));
        var other = digests.Of(new Secret("password", "two"));
        var otherName = digests.Of(new Secret("key", "one"));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(new[] { other, otherName }, Has.None.EqualTo(first));
        Assert.That(computed, Is.EqualTo(["password=one", "password=two", "key=one"]));
    }
}
