using System.Text;

namespace PdfTract.Cache.Build.Tests;

internal sealed class SecretValueTests
{
    private string _file = null!;

    [SetUp]
    public void Name_a_file() => _file = Path.Combine(Path.GetTempPath(), "pdftract-secret-" + Guid.NewGuid().ToString("N"));

    [TearDown]
    public void Remove_the_file() => File.Delete(_file);

    [TestCase("hunter2", "hunter2")]
    [TestCase("hunter2\n", "hunter2")]
    [TestCase("hunter2\r\n", "hunter2")]
    [TestCase(" two words ", " two words ")]
    [TestCase("\uFEFFpässword\n", "pässword")]
    public void A_file_is_the_value_without_its_last_line_break(string content, string expected) =>
        Assert.That(ReadFile(Encoding.UTF8.GetBytes(content)), Is.EqualTo((expected, (string?)null)));

    [TestCase("", "is empty")]
    [TestCase("\n", "is empty")]
    [TestCase("hunter2\n\n", "line break")]
    [TestCase("hunter2\nhunter3", "line break")]
    [TestCase("hunter2\0", "control character")]
    public void What_can_be_no_password_is_a_problem_that_quotes_nothing(string content, string problem) => IsProblem(Encoding.UTF8.GetBytes(content), problem);

    [Test]
    public void What_is_not_UTF8_is_a_problem() => IsProblem([.. "hunter2"u8, 0xFF], "UTF-8");

    [TestCase(4096, "")]
    [TestCase(4096, "\n")]
    [TestCase(4096, "\r\n")]
    public void The_longest_value_is_4096_bytes(int length, string end) =>
        Assert.That(ReadFile(Encoding.UTF8.GetBytes(new string('a', length) + end)).Value, Has.Length.EqualTo(length));

    [TestCase(4097, "")]
    [TestCase(4097, "\n")]
    [TestCase(4096, "\r\nb")]
    [TestCase(4097, "\r\nb")]
    [TestCase(5_000_000, "")]
    public void A_longer_one_is_a_problem_and_never_cut(int length, string end) =>
        Assert.That(ReadFile(Encoding.UTF8.GetBytes(new string('a', length) + end)), Is.EqualTo(((string?)null, "is longer than 4096 bytes")));

    [Test]
    public void Length_is_counted_in_bytes() => IsProblem(Encoding.UTF8.GetBytes(new string('ä', 2049)), "longer than 4096 bytes");

    [Test]
    public void A_file_that_is_not_there_is_a_problem_that_names_it()
    {
        var (value, problem) = SecretValue.Read(new SecretReference("password", IsFile: true, _file));

        Assert.That(value, Is.Null);
        Assert.That(problem, Does.Contain("cannot be read").And.Contain(_file));
    }

    [Test]
    public void A_variable_that_is_not_set_is_a_problem() =>
        Assert.That(
            SecretValue.Read(new SecretReference("password", IsFile: false, "PDFTRACT_TEST_" + Guid.NewGuid().ToString("N"))),
            Is.EqualTo(((string?)null, "is not set")));

    [Test]
    public void A_variable_is_read_as_it_is_now()
    {
        var variable = "PDFTRACT_TEST_" + Guid.NewGuid().ToString("N");
        var reference = new SecretReference("password", IsFile: false, variable);
        try
        {
            foreach (var value in new[] { "hunter2", "hunter3" })
            {
                Environment.SetEnvironmentVariable(variable, value);
                Assert.That(SecretValue.Read(reference).Value, Is.EqualTo(value));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Test]
    public void Nothing_that_prints_a_secret_prints_its_value() => Assert.That(new Secret("password", "hunter2").ToString(), Is.EqualTo("password"));

    private void IsProblem(byte[] content, string expected)
    {
        var (value, problem) = ReadFile(content);

        Assert.That(value, Is.Null);
        Assert.That(problem, Does.Contain(expected).And.Not.Contain("hunter"));
    }

    private (string? Value, string? Problem) ReadFile(byte[] content)
    {
        File.WriteAllBytes(_file, content);
        return SecretValue.Read(new SecretReference("password", IsFile: true, _file));
    }
}
