namespace PdfTract.Cache.Build.Tests;

internal sealed class SecretReferenceTests
{
    [Test]
    public void A_list_says_of_each_secret_where_it_is()
    {
        var (references, problem) = SecretReference.ParseList(" password = env:PDF_PASSWORD ;; key_2=file:../a b=c/key.txt; ");

        Assert.Multiple(() =>
        {
            Assert.That(problem, Is.Null);
            Assert.That(references, Is.EqualTo(new[]
            {
                new SecretReference("password", IsFile: false, "PDF_PASSWORD"),
                new SecretReference("key_2", IsFile: true, "../a b=c/key.txt"),
            }));
        });
    }

    [TestCase("")]
    [TestCase(" ; ")]
    public void An_empty_list_has_no_secrets(string list) => Assert.That(SecretReference.ParseList(list), Is.EqualTo((Array.Empty<SecretReference>(), (string?)null)));

    [TestCase("hunter2")]
    [TestCase("=hunter2")]
    [TestCase("=env:hunter2")]
    [TestCase("Password=hunter2")]
    [TestCase("2password=env:hunter2")]
    [TestCase("pass-word=env:hunter2")]
    [TestCase("password=hunter2")]
    [TestCase("password=ENV:hunter2")]
    [TestCase("password=env:")]
    [TestCase("password=file:")]
    [TestCase("a=env:A;a=env:B")]
    [TestCase("a=env:A;hunter2")]
    public void Anything_else_is_a_problem_that_quotes_nothing_of_what_may_be_the_secret(string list)
    {
        var (references, problem) = SecretReference.ParseList(list);

        Assert.Multiple(() =>
        {
            Assert.That(references, Is.Empty);
            Assert.That(problem, Is.Not.Null.And.Not.Contains("hunter2"));
        });
    }
}
