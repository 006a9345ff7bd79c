using System.Diagnostics;
using static PdfTract.Cache.Build.Tests.DrawnPdf;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The worker process: a request a line, an answer a line.</summary>
public sealed class PdfPigWorkerTests
{
    private string _folder = null!;

    [SetUp]
    public void Create_the_folder() => _folder = Directory.CreateTempSubdirectory("worker-").FullName;

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void One_process_answers_many_requests_and_ends_with_its_input()
    {
        using var worker = new WorkerProcess();
        for (var i = 0; i < 5; i++)
        {
            var answer = worker.Ask(Input(Saying($"number {i}")), Output("text"), Output("json"));

            Assert.That(answer, Is.EqualTo(new WorkerAnswer(0, "", answer.RequestId, null)));
            Assert.That(Text, Is.EqualTo($"number {i}\n\f"));
        }

        Assert.That(worker.Ask(Input([1, 2, 3]), Output("text")).Output, Does.StartWith("error PDFC1014: "));
        Assert.That(worker.Ask(Input(Saying("after a failure")), Output("text")).ExitCode, Is.Zero);
        Assert.That(worker.Close(), Is.EqualTo((0, "", "")));
    }

    [Test]
    public void Parts_say_how_many_pages_there_are_and_are_the_whole_together()
    {
        using var worker = new WorkerProcess();
        var input = Input(OfManyPages(10));
        worker.Ask(input, Output("text"), Output("json"));
        var (text, json) = (Text, Json);
        var (texts, jsons) = ("", "");
        foreach (var range in (string[])["1-4", "5-8", "9-12", "13-16"])
        {
            Assert.That(worker.Ask(input, Output("text"), Output("json"), $"--pages={range}").Pages, Is.EqualTo(10));
            (texts, jsons) = (texts + Text, jsons + Json);
        }

        Assert.That((texts, jsons), Is.EqualTo((text, json)));
    }

    [Test]
    public void A_document_that_is_kept_open_is_read_again_when_it_has_changed()
    {
        using var worker = new WorkerProcess();
        string[] Part(string pages) => [$"--input={Path.Combine(_folder, "a.pdf")}", Output("text"), $"--pages={pages}"];
        Input(OfPages([new Text("one", 72, 700)], [new Text("two", 72, 700)]));
        worker.Ask(Part("1-1"));
        Assert.That(Text, Is.EqualTo("one\n\f"));

        Input(OfPages([new Text("one", 72, 700)], [new Text("new", 72, 700)]));
        worker.Ask(Part("2-2"));
        Assert.That(Text, Is.EqualTo("new\n\f"));
    }

    [Test]
    public void A_document_that_is_kept_open_is_not_open_to_another_password()
    {
        using var worker = new WorkerProcess();
        var input = Input(WithLongPassword);

        Assert.That(worker.Ask(input, Output("text"), "--pages=1-1", $"--secret:password={LongPassword}").ExitCode, Is.Zero);
        Assert.That(worker.Ask(input, Output("text"), "--pages=1-1", "--secret:password=another").Output, Does.StartWith("error PDFC1013: "));
        Assert.That(worker.Ask(input, Output("text"), "--pages=1-1").Output, Does.StartWith("error PDFC1013: "));
    }

    [Test]
    public void A_secret_opens_a_document_and_is_nowhere_in_what_is_written()
    {
        using var worker = new WorkerProcess();
        var opened = worker.Ask(Input(WithLongPassword), Output("text"), Output("json"), $"--secret:password={LongPassword}", $"--secret:other={LongPassword}");
        Assert.That((opened.ExitCode, Text), Is.EqualTo((0, "Under seal\n\f")));
        var sealedAgain = worker.Ask(Input(WithPassword), Output("text"), $"--secret:password={LongPassword}");
        var unknown = worker.Ask(Input(WithPassword), Output("text"), $"--secrets:password={LongPassword}");
        var (_, output, errors) = worker.Close();

        Assert.That((sealedAgain.ExitCode, unknown.ExitCode), Is.EqualTo((1, 1)));
        Assert.That((string[])[opened.Output, sealedAgain.Output, unknown.Output, output, errors, Text, Json], Has.None.Contains(LongPassword));
    }

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"arguments\":[],\"requestId\":0}")]
    [TestCase("{\"arguments\":[1],\"requestId\":1}")]
    [TestCase("{\"arguments\":[\"\\ud800\"],\"requestId\":1}")]
    [TestCase("{\"arguments\":[],\"requestId\":1")]
    [TestCase("{\"arguments\":[],\"requestId\":1}{\"arguments\":[],\"requestId\":2}")]
    public void A_line_that_is_no_request_ends_the_worker(string line)
    {
        using var worker = new WorkerProcess();
        worker.Send(line);

        var (exitCode, output, errors) = worker.WaitForEnd();
        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(errors, Does.Contain("is no request"));
    }

    [Test]
    public void A_line_that_is_far_too_long_ends_the_worker()
    {
        using var worker = new WorkerProcess();
        Assert.That(
            () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    worker.Send(new string('x', 2 * 1024 * 1024));
                }
            },
            Throws.InstanceOf<IOException>(), "the pipe is closed");
        Assert.That(worker.WaitForEnd().ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Fields_that_are_not_known_are_passed_over()
    {
        using var worker = new WorkerProcess();
        var request = worker.Request(Input(Saying("Hello")), Output("text"));
        worker.Send("{\"verbosity\":3,\"later\":{\"requestId\":[7]},\"inputs\":[{\"path\":\"a\",\"digest\":\"00\",\"more\":[{}]}]," + request[1..]);

        Assert.That(worker.Read().ExitCode, Is.Zero);
        Assert.That(Text, Is.EqualTo("Hello\n\f"));
    }

    [Test]
    [Category("H48")]
    public void H48_the_end_of_its_input_ends_it_in_the_middle_of_a_page()
    {
        using var worker = new WorkerProcess();
        var page = PagePdf.Packed([.. Enumerable.Repeat("q Q "u8.ToArray(), 14_000_000).SelectMany(operators => operators)]);
        worker.Send(worker.Request(Input(PagePdf.Of("", "/Contents 6 0 R", objects: [page]).WithoutFirst("/Contents 4 0 R")), Output("text")));
        Assert.That(SpinWait.SpinUntil(() => File.Exists(Path.Combine(_folder, "text")), TimeSpan.FromMinutes(1)), Is.True, "it is at work");
        var clock = Stopwatch.StartNew();

        Assert.That(worker.Close(), Is.EqualTo((0, "", "")), "without an answer");
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void A_page_that_cannot_be_read_is_empty_where_that_is_asked_for()
    {
        using var worker = new WorkerProcess();
        var answer = worker.Ask(Input(BreaksOnTheSecondPage), Output("text"), Output("json"), "--pages=1-64", "--unreadable-pages=empty");

        Assert.That((answer.ExitCode, answer.Pages), Is.EqualTo((0, 2)));
        Assert.That(answer.Output, Does.Match(@"\Awarning PDFC1014: [^\n]* on page 2: [^\n]*\n\z"));
        Assert.That(Text, Is.EqualTo("Text here\n\f\f"));
        Assert.That(Json, Does.Contain("\"rotation\":0,\"error\":\"the page's content is missing from the file or damaged.\",\"text\":\"\",\"words\":[]}").And.Not.Contain(_folder));
    }

    [Test]
    public void Many_pages_that_cannot_be_read_leave_the_answer_short()
    {
        var (kids, pages) = (string.Concat(Enumerable.Range(3, 5000).Select(number => $"{number} 0 R ")), Enumerable.Repeat("<</Type/Page/Parent 2 0 R/Contents 9999 0 R>>", 5000));
        using var worker = new WorkerProcess();
        var answer = worker.Ask(
            Input(OfObjects(["<</Type/Catalog/Pages 2 0 R>>", $"<</Type/Pages/Kids[{kids}]/Count 5000/MediaBox[0 0 200 100]>>", .. pages])),
            Output("text"), "--unreadable-pages=empty");

        Assert.That(answer.ExitCode, Is.Zero);
        Assert.That(answer.Output, Has.Length.LessThan(110_000).And.Matches(@"There are \d+ more of these\.\n\z"));
    }

    [Test]
    public void A_document_that_needs_more_memory_than_it_may_take_is_an_error_and_ends_the_worker()
    {
        using var worker = new WorkerProcess(environment: ("DOTNET_GCHeapHardLimit", "0x3000000"));
        var page = PagePdf.Packed(new byte[100 * 1024 * 1024]);
        var answer = worker.Ask(Input(PagePdf.Of("", "/Contents 6 0 R", objects: [page]).WithoutFirst("/Contents 4 0 R")), Output("text"), "--unreadable-pages=empty");

        Assert.That(answer.ExitCode, Is.EqualTo(1));
        Assert.That(answer.Output, Does.StartWith("error PDFC1023: ").And.Contain("than the limit of 48 MB (PdfExtractMaxMemory)").And.Contain(Path.Combine(_folder, "a.pdf")));
        Assert.That(worker.WaitForEnd().ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Who_starts_it_without_the_flag_of_a_worker_is_told_so()
    {
        using var worker = new WorkerProcess(argument: "--help");

        var (exitCode, output, errors) = worker.Close();
        Assert.That((exitCode, output), Is.EqualTo((2, "")));
        Assert.That(errors, Does.Contain("--persistent_worker"));
    }

    private string Text => File.ReadAllText(Path.Combine(_folder, "text"));

    private string Json => File.ReadAllText(Path.Combine(_folder, "json"));

    private string Input(byte[] document)
    {
        var path = Path.Combine(_folder, "a.pdf");
        File.WriteAllBytes(path, document);
        return $"--input={path}";
    }

    private string Output(string kind) => $"--output:{kind}={Path.Combine(_folder, kind)}";
}
