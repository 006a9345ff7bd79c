using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build.Tests;

internal sealed class DocumentSecretsTests
{
    private readonly string _variable = "PDFTRACT_TEST_" + Guid.NewGuid().ToString("N");
    private readonly List<string> _errors = [];

    [SetUp]
    public void Set_the_variable()
    {
        _errors.Clear();
        Environment.SetEnvironmentVariable(_variable, "hunter2");
    }

    [TearDown]
    public void Remove_the_variable() => Environment.SetEnvironmentVariable(_variable, null);

    [Test]
    public void A_secret_of_many_documents_is_read_once()
    {
        PlannedDocument[] documents = [Document("a.pdf", $"password=env:{_variable}"), Document("b.pdf", $"x=env:{_variable};password=env:{_variable}"), Document("c.pdf", "")];

        var secrets = Read(documents);

        Assert.Multiple(() =>
        {
            Assert.That(secrets.Of(documents[0])!.Single(), Is.SameAs(secrets.Of(documents[1])![1]));
            Assert.That(secrets.Of(documents[0])!.Single().Value, Is.EqualTo("hunter2"));
            Assert.That(secrets.Of(documents[2]), Is.Empty);
            Assert.That(secrets.All.Select(secret => secret.Name), Is.EquivalentTo(new[] { "password", "x" }));
            Assert.That(_errors, Is.Empty);
        });
    }

    [Test]
    public void A_secret_that_cannot_be_read_is_one_error_and_its_documents_have_none()
    {
        PlannedDocument[] documents = [Document("a.pdf", "password=env:NO_SUCH"), Document("b.pdf", "password=env:NO_SUCH"), Document("c.pdf", $"x=env:{_variable};password=env:NO_SUCH")];

        var secrets = Read(documents);

        Assert.Multiple(() =>
        {
            Assert.That(_errors, Has.Count.EqualTo(1));
            Assert.That(_errors[0], Does.StartWith("PDFC1031 a.pdf").And.Contain("'password'").And.Contain("environment variable 'NO_SUCH', which is not set"));
            Assert.That(documents.Select(secrets.Of), Has.All.Null);
        });
    }

    [Test]
    public void A_list_that_makes_no_sense_is_an_error_that_does_not_quote_it()
    {
        Read([Document("a.pdf", "password=hunter2")]);

        Assert.That(_errors.Single(), Does.StartWith("PDFC1030 a.pdf").And.Contain("'password'").And.Contain("replace it").And.Not.Contain("hunter2"));
    }

    [Test]
    public void One_document_with_two_lists_of_secrets_is_listed_twice()
    {
        var items = new[] { Item("a.pdf", "password=env:ONE", "text"), Item("a.pdf", "password=env:TWO", "text") };

        Assert.That(DocumentPlan.Create(items, Log), Is.Empty);
        Assert.That(_errors.Single(), Does.StartWith("PDFC1002 a.pdf").And.Contain("ExtractSecrets"));
    }

    private DocumentSecrets Read(PlannedDocument[] documents) => DocumentSecrets.Read(documents, Log);

    private void Log(string code, string? file, string message) => _errors.Add($"{code} {file}: {message}");

    private static PlannedDocument Document(string path, string secrets)
    {
        var item = Item(path, secrets, "text");
        return new PlannedDocument(path, "", [new PlannedOutput("text", item.ItemSpec, item)]);
    }

    private static TaskItem Item(string path, string secrets, string kind) => new(path + "." + kind, new Dictionary<string, string>
    {
        ["Document"] = path,
        ["Link"] = path + "." + kind,
        ["Kind"] = kind,
        ["ExtractSecrets"] = secrets,
    });
}
