using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The task with a worker that does what it should, and one that does not. Each with a real process.</summary>
[Platform("Linux", Reason = "The worker is a shell script, and processes are looked up in /proc.")]
internal sealed class WorkerExtractionTests
{
    /// <summary>Ends a test that hangs; nothing is measured by it.</summary>
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(2);

    private TaskRun _tasks = null!;
    private FakeWorker _worker = null!;

    [SetUp]
    public void Begin()
    {
        _tasks = new TaskRun { Engine = new RecordingBuildEngine { Cores = 1 } };
        _worker = new FakeWorker(Path.Combine(_tasks.Folder, "worker"));
    }

    [TearDown]
    public void End()
    {
        _tasks.Engine.EndBuild();
        Assert.That(() => _worker.Starts.Where(FakeWorker.IsRunning), Is.Empty.After((int)Hanging.TotalMilliseconds, pollingInterval: 20), "a worker outlived its build");
        _tasks.Dispose();
    }

    [Test]
    public void One_worker_is_started_and_asked_for_document_after_document_also_of_the_next_project()
    {
        Assert.That(Extract("a.pdf", "b.pdf").Execute(), Is.True, _tasks.Engine.ErrorText());
        Assert.That(Extract("c.pdf").Execute(), Is.True);

        Assert.That(_worker.Starts, Has.Length.EqualTo(1));
        Assert.That(_worker.FirstArguments, Is.EqualTo("--first --persistent_worker"));
        Assert.That(_worker.Requests, Has.Length.EqualTo(3));
        Assert.That(OutputOf("a.pdf"), Is.EqualTo("text of a.pdf"));
        Assert.That(OutputOf("c.pdf"), Is.EqualTo("text of c.pdf"));
        Assert.That(Directory.GetDirectories(Path.Combine(_tasks.Folder, "out")), Is.Empty, "no scratch folder is left");
    }

    [Test]
    public void A_request_is_one_line_of_Bazels_JSON()
    {
        var extract = Extract("a.pdf");
        extract.Extractions[0].SetMetadata("ExtractOptions", "-x \"two words\"");
        Assert.That(extract.Execute(), Is.True);

        Assert.That(_worker.Requests.Single().Request, Does.Match(
            """^\{"arguments":\["--input=[^"]*/a\.pdf","--output:text=[^"]*/a\.txt","--","-x","two words"\],"inputs":\[\{"path":"[^"]*/a\.pdf","digest":"[0-9a-f]{64}"\}\],"requestId":1\}$"""));
    }

    [TestCase("overflows.pdf", "PDFC1022", "exit code 134, stack overflow")]
    [TestCase("exits.pdf", "PDFC1022", "exit code 7")]
    [TestCase("closes.pdf", "PDFC1024", "no answer")]
    [TestCase("garbage.pdf", "PDFC1024", "no answer")]
    [TestCase("other.pdf", "PDFC1024", "no answer")]
    [TestCase("nobody.pdf", "PDFC1024", "no answer")]
    [TestCase("endless.pdf", "PDFC1024", "no answer")]
    [TestCase("sleeps.pdf", "PDFC1017", "stopped after")]
    [TestCase("grows.pdf", "PDFC1023", "more than 64 MB of memory")]
    [TestCase("encrypted.pdf", "PDFC1013", "it wants a password")]
    [TestCase("exhausted.pdf", "PDFC1023", "it is full")]
    [TestCase("refused.pdf", "PDFC1009", "exit code 3")]
    [TestCase("nothing.pdf", "PDFC1010", "left the output 'text' out")]
    public void A_document_that_a_worker_cannot_do_fails_alone_and_is_not_tried_again(string document, string code, string problem)
    {
        var extract = Extract("a.pdf", document, "b.pdf");
        extract.Timeout = document == "sleeps.pdf" ? "3s" : "unlimited";
        extract.MaxMemory = "64MB";

        Assert.That(extract.Execute(), Is.False);

        Assert.That(_tasks.Engine.ErrorCodes, Is.EqualTo([code]), _tasks.Engine.ErrorText());
        Assert.That(_tasks.Engine.Errors.Single().File, Does.EndWith("/" + document));
        Assert.That(_tasks.Engine.Errors.Single().Message, Does.Contain(problem));
        Assert.That(_worker.CountRequests(document), Is.EqualTo(1));
        Assert.That(extract.Extracted.Select(item => Path.GetFileName(item.ItemSpec)), Is.EqualTo(["a.txt", "b.txt"]));
        Assert.That(OutputOf("b.pdf"), Is.EqualTo("text of b.pdf"));
        Assert.That(_worker.Child is { } child && FakeWorker.IsRunning(child), Is.False, "what it had started was left behind");
    }

    [TestCase("noisy.pdf")]
    [TestCase("twice.pdf")]
    public void What_a_worker_says_too_much_does_no_harm(string document)
    {
        Assert.That(Extract("a.pdf", document, "b.pdf").Execute(), Is.True, _tasks.Engine.ErrorText());

        Assert.That(OutputOf(document), Is.EqualTo("text of " + document));
        Assert.That(OutputOf("b.pdf"), Is.EqualTo("text of b.pdf"));
        Assert.That(_worker.Starts, Has.Length.EqualTo(1));
    }

    [Test]
    public void A_secret_goes_through_the_pipe_alone_and_into_no_log()
    {
        const string Password = "open sesame";
        Environment.SetEnvironmentVariable("PDFTRACT_TEST_WORKER_SECRET", Password);
        var extract = Extract("tells.pdf");
        extract.Extractions[0].SetMetadata("ExtractSecrets", "password=env:PDFTRACT_TEST_WORKER_SECRET");

        Assert.That(extract.Execute(), Is.True);

        Assert.That(_worker.Requests.Single().Request, Does.Contain($"--secret:password={Password}"));
        Assert.That(File.ReadAllText($"/proc/{_worker.Starts.Single()}/cmdline"), Does.Not.Contain(Password));
        Assert.That(_tasks.Engine.Messages.Select(message => message.Message), Has.None.Contains(Password));
        Assert.That(_tasks.Engine.Messages.Select(message => message.Message), Has.Some.Contains("the password is ***"));
    }

    [Test]
    public void Cancelling_ends_the_worker_with_all_that_it_started()
    {
        var extract = Extract("sleeps.pdf");
        var running = Task.Run(extract.Execute);
        Assert.That(() => _worker.Child, Is.Not.Null.After((int)Hanging.TotalMilliseconds, pollingInterval: 10));

        extract.Cancel();

        Assert.That(running.Wait(Hanging) && !running.Result, Is.True);
        Assert.That(FakeWorker.IsRunning(_worker.Starts.Single()) || FakeWorker.IsRunning(_worker.Child!), Is.False);
    }

    [TestCase("warning")]
    [TestCase("message")]
    public void With_PdfExtractFailures_the_others_are_whole_and_the_failures_are_listed(string failures)
    {
        var extract = Extract("a.pdf", "overflows.pdf", "b.pdf");
        extract.Failures = failures;
        var stale = Path.Combine(_tasks.Folder, "out", "overflows.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(stale)!);
        File.WriteAllText(stale, "the text of an earlier version");

        Assert.That(extract.Execute(), Is.True, _tasks.Engine.ErrorText());

        Assert.That(_tasks.Engine.WarningCodes, Is.EqualTo(failures == "warning" ? ["PDFC1022"] : Array.Empty<string>()));
        Assert.That(_tasks.Engine.Messages.Count(message => message.Message!.StartsWith("PDFC1022: ", StringComparison.Ordinal)), Is.EqualTo(failures == "message" ? 1 : 0));
        Assert.That(extract.Failed.Select(item => (Path.GetFileName(item.GetMetadata("Document")), item.GetMetadata("Code"))), Is.EqualTo([("overflows.pdf", "PDFC1022")]));
        Assert.That(extract.Failed.Single().GetMetadata("Message"), Does.Contain("stack overflow"));
        Assert.That(extract.Extracted, Has.Length.EqualTo(2));
        Assert.That(stale, Does.Not.Exist);
    }

    [Test]
    public void Where_failures_are_no_errors_all_documents_are_tried()
    {
        var extract = Extract([.. Enumerable.Range(0, 15).Select(i => $"refused{i}.pdf"), "last.pdf"]);
        extract.Failures = "warning";

        Assert.That(extract.Execute(), Is.True);

        Assert.That(extract.Failed, Has.Length.EqualTo(15));
        Assert.That(OutputOf("last.pdf"), Is.EqualTo("text of last.pdf"));
    }

    [TestCase("refused", true)]
    [TestCase("overflows", true)]
    [TestCase("exits", false)]
    public void Documents_that_a_working_worker_cannot_do_do_not_end_the_extraction(string name, bool areTried)
    {
        var extract = Extract([.. Enumerable.Range(0, 15).Select(i => $"{name}{i}.pdf"), "last.pdf"]);

        Assert.That(extract.Execute(), Is.False);

        Assert.That(_tasks.Engine.ErrorCodes.Contains("PDFC1018"), Is.EqualTo(!areTried), "a worker that never answers is wrong itself");
        Assert.That(_worker.Requests, Has.Length.EqualTo(areTried ? 16 : 10));
        Assert.That(extract.Extracted, Has.Length.EqualTo(areTried ? 1 : 0));
    }

    [Test]
    public void A_workers_warning_is_a_warning_about_its_document()
    {
        Assert.That(Extract("wary.pdf").Execute(), Is.True);

        Assert.That(_tasks.Engine.Warnings.Single().Code, Is.EqualTo("PDFC1014"));
        Assert.That(_tasks.Engine.Warnings.Single().File, Does.EndWith("wary.pdf"));
    }

    [TestCase(1)]
    [TestCase(31)]
    [TestCase(32)]
    [TestCase(33)]
    [TestCase(1000)]
    public void A_document_in_ranges_of_pages_is_the_same_as_in_one(int pages)
    {
        var text = string.Concat(Enumerable.Range(1, pages).Select(page => $"page {page}\n"));
        var extract = Extract("long.pdf");
        File.WriteAllText(Path.Combine(_tasks.Folder, "long.pdf"), text);
        extract.WorkerByPages = "true";

        Assert.That(extract.Execute(), Is.True, _tasks.Engine.ErrorText());

        Assert.That(File.ReadAllText(Path.Combine(_tasks.Folder, "out", "long.txt")), Is.EqualTo(text));
        Assert.That(_worker.Requests, Has.Length.EqualTo((pages + 31) / 32));
    }

    [Test]
    public void A_thread_without_a_document_helps_with_a_long_one()
    {
        using var tasks = new TaskRun { Engine = new RecordingBuildEngine { Cores = 4 } };
        var text = string.Concat(Enumerable.Range(1, 20_000).Select(page => $"page {page} of a document with long lines, which is larger than one core is asked for\n"));
        var document = Path.Combine(tasks.Folder, "long.pdf");
        File.WriteAllText(document, text);
        var extract = tasks.Extract("", tasks.Output(document, path: Path.Combine(tasks.Folder, "out", "long.txt")));
        extract.Worker = _worker.Command;
        extract.WorkerByPages = "true";

        Assert.That(extract.Execute(), Is.True, tasks.Engine.ErrorText());
        tasks.Engine.EndBuild();

        Assert.That(File.ReadAllText(Path.Combine(tasks.Folder, "out", "long.txt")), Is.EqualTo(text));
        Assert.That(_worker.Requests.Select(request => request.Pid).Distinct().Count(), Is.EqualTo(Math.Min(4, Environment.ProcessorCount)));
        Assert.That(_worker.Requests.Select(request => request.Request).Distinct().Count(), Is.EqualTo(625), "each range was asked for once");
    }

    private PdfExtract Extract(params string[] documents)
    {
        var items = documents.Select(document =>
        {
            var path = Path.Combine(_tasks.Folder, document);
            File.WriteAllText(path, "text of " + document);
            var name = Path.GetFileNameWithoutExtension(document) + ".txt";
            var item = _tasks.Output(path, path: Path.Combine(_tasks.Folder, "out", name));
            item.SetMetadata("Link", name);
            return item;
        });
        var extract = _tasks.Extract("", [.. items]);
        extract.Worker = _worker.Command;
        return extract;
    }

    private string OutputOf(string document) => File.ReadAllText(Path.Combine(_tasks.Folder, "out", Path.ChangeExtension(document, ".txt")));
}
