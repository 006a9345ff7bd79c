namespace PdfTract.Cache.Tests;

/// <summary>A secret option changes the key through a digest. The expected literals were computed with Python's hashlib.</summary>
internal sealed class SecretKeyTests
{
    [Test]
    public void Without_secrets_a_key_is_what_it_would_be_if_there_were_none_to_give()
    {
        const string WithoutSecrets = "db18a8985ab3ba3fc74ffa02a9bf1a5acabce219cc10f846c64d6599f3bbada1";

        Assert.Multiple(() =>
        {
            Assert.That(Options(null).ComputeHash().ToString(), Is.EqualTo(WithoutSecrets));
            Assert.That(Options([]).ComputeHash().ToString(), Is.EqualTo(WithoutSecrets));
        });
    }

    [Test]
    public void The_digest_is_PBKDF2_of_the_value_salted_with_the_name() =>
        Assert.That(
            SecretDigest.Of("password", "pä55 word").ToString(),
            Is.EqualTo("46b7ba06b424860a04a1ec34b76fd30b73d658652cc359744887a3c3cf81dda4"));

    [Test]
    public void A_secret_is_a_member_of_the_JSON_by_its_digest() =>
        Assert.That(
            Options([Secret("password", "pä55 word")]).ComputeHash().ToString(),
            Is.EqualTo("2e46f092666c05427d0af8414e46fb7ccdaf61cab5167da2d116a63b75687d3c"));

    [Test]
    public void Another_value_or_name_is_another_key_and_so_is_none()
    {
        Digest256[] hashes =
        [
            Options([]).ComputeHash(),
            Options([Secret("password", "hunter2")]).ComputeHash(),
            Options([Secret("password", "hunter3")]).ComputeHash(),
            Options([Secret("other", "hunter2")]).ComputeHash(),
            Options([Secret("password", "hunter2"), Secret("other", "hunter2")]).ComputeHash(),
        ];

        Assert.That(hashes, Is.Unique);
    }

    [Test]
    public void The_same_values_are_the_same_key_in_any_order()
    {
        var one = Options([Secret("a", "1"), Secret("b", "2")]);
        var other = Options([Secret("b", "2"), Secret("a", "1")]);

        Assert.That(other.ComputeHash(), Is.EqualTo(one.ComputeHash()));
    }

    [Test]
    public void One_value_under_two_names_has_two_digests() =>
        Assert.That(SecretDigest.Of("a", "hunter2"), Is.Not.EqualTo(SecretDigest.Of("b", "hunter2")));

    [Test]
    public void The_value_is_nowhere_in_the_JSON() =>
        Assert.That(Options([Secret("password", "hunter2")]).ToCanonicalJson(), Does.Contain("\"secrets\":{\"password\":").And.Not.Contain("hunter2"));

    [Test]
    public void A_secret_named_twice_is_refused() =>
        Assert.That(() => Options([Secret("a", "1"), Secret("a", "2")]).ComputeHash(), Throws.ArgumentException);

    [Test]
    public void Half_a_surrogate_pair_is_refused_and_not_replaced() =>
        Assert.That(() => SecretDigest.Of("a", "\uD800"), Throws.InstanceOf<ArgumentException>());

    private static ExtractionOptions Options(IEnumerable<KeyValuePair<string, Digest256>>? secrets) => new("x", "1", [new("a", "1")], secrets);

    private static KeyValuePair<string, Digest256> Secret(string name, string value) => new(name, SecretDigest.Of(name, value));
}
