using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build.Tests;

/// <summary>H63: what a thousand failures look like in a log.</summary>
[Category("H63")]
internal sealed class FailureLogTests
{
    private readonly List<string> _errors = [];
    private readonly List<string> _texts = [];
    private readonly List<string> _details = [];
    private FailureLog _sut = null!;

    [SetUp]
    public void Begin()
    {
        _errors.Clear();
        _texts.Clear();
        _details.Clear();
        _sut = new FailureLog((code, _, message) => _errors.Add($"{code} {message}"), _texts.Add, _details.Add);
    }

    [Test]
    public void H63_a_reason_is_told_once_and_then_one_line_a_document()
    {
        Fail(0, "page 7 is upside down");
        Fail(1, "page 7 is upside down");

        Assert.That(_errors[0], Does.StartWith("PDFC1009 Extracting '/docs/0.pdf' failed.").And.Contain("page 7 is upside down").And.Contain("Run it by hand."));
        Assert.That(_errors[1], Is.EqualTo("PDFC1009 Extracting '/docs/1.pdf' failed as '/docs/0.pdf' did: exit code 3."));
    }

    [Test]
    public void H63_a_long_text_is_told_once_with_its_beginning_and_its_end_and_not_in_the_error()
    {
        Fail(0, string.Join('\n', Enumerable.Range(1, 100).Select(i => $"line {i} of the usage")));

        Assert.That(_texts.Single(), Does.Contain("\nline 1 of").And.Contain("\nline 15 of").And.Contain("70 lines are left out").And.EndWith("line 100 of the usage"));
        Assert.That(_errors.Single(), Does.Contain("100 lines").And.Contain("'line 1 of the usage'").And.Contain("'line 100 of the usage'").And.Not.Contain("line 2 of"));
        Assert.That(_errors.Single(), Does.Not.Contain("\n"));
    }

    [TestCase("cannot read {0}", TestName = "H63_the_documents_path_does_not_tell_failures_apart")]
    [TestCase("cannot write {1}/x.txt", TestName = "H63_the_scratch_folder_does_not_tell_failures_apart")]
    [TestCase("2026-11-28 09:10:{2} ERROR [41{2}] at 0x7f{2}a", TestName = "H63_times_and_process_ids_do_not_tell_failures_apart")]
    public void H63_ten_same_failures_in_a_row_stop_it(string text)
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.That(_sut.IsStopped, Is.False);
            Fail(i, text.Replace("{0}", $"/docs/{i}.pdf").Replace("{1}", $"/scratch{i}").Replace("{2}", $"{30 + i}"));
        }

        Assert.That(_sut.IsStopped, Is.True);
        _sut.Finish(notStarted: 990);
        Assert.That(_errors, Has.Count.EqualTo(11));
        Assert.That(_errors[10], Does.StartWith("PDFC1018 ").And.Contain("10 documents in a row").And.Contain("990 more documents were not started"));
    }

    [Test]
    public void H63_failures_that_differ_stop_nothing()
    {
        for (var i = 0; i < 30; i++)
        {
            Fail(i, $"page {i} is broken");
        }

        Assert.That(_sut.IsStopped, Is.False);
        Assert.That(_errors, Has.Count.EqualTo(30).And.All.Contain("is broken"));
    }

    [Test]
    public void H63_another_exit_code_is_another_failure()
    {
        for (var i = 0; i < 30; i++)
        {
            Fail(i, "the same text", exitCode: i % 2);
        }

        Assert.That(_sut.IsStopped, Is.False);
    }

    [Test]
    public void H63_a_document_that_succeeds_in_between_lets_the_rest_be_tried()
    {
        for (var i = 0; i < 30; i++)
        {
            Fail(i, "page 7 is upside down");
            if (i % 9 == 8)
            {
                _sut.Succeeded();
            }
        }

        Assert.That(_sut.IsStopped, Is.False);
    }

    [Test]
    public void H63_more_failures_than_fit_on_a_page_are_counted_and_only_the_details_name_them()
    {
        for (var i = 0; i < 1000; i++)
        {
            Fail(i, new string('y', i));
        }

        _sut.Finish(notStarted: 0);

        Assert.That(_errors, Has.Count.EqualTo(51));
        Assert.That(_errors[50], Does.Contain("950 more documents failed").And.Contain("-bl"));
        Assert.That(_details, Has.Some.Contains("/docs/999.pdf"));
    }

    [Test]
    public void H63_of_a_few_long_texts_alone_all_is_shown()
    {
        for (var i = 0; i < 10; i++)
        {
            Fail(i, string.Join('\n', Enumerable.Repeat(new string('y', i), 20)) + "\nend");
        }

        Assert.That(_texts, Has.Count.EqualTo(3));
    }

    private void Fail(int number, string printed, int exitCode = 3)
    {
        var item = new TaskItem($"/obj/{number}.txt");
        var document = new PlannedDocument($"/docs/{number}.pdf", "", [new PlannedOutput("text", item.ItemSpec, item)]);
        _sut.Failed(document, printed, new ExtractionFailure("PDFC1009", $"Extracting '{document.Path}' failed.", $"exit code {exitCode}", "Run it by hand.", $"/scratch{number}"));
    }
}
