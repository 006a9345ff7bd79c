using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// What nobody means is refused with a code, the property, the value in a readable length and what to do. No task lets an
/// exception out, for MSBuild would print it with its stack trace, and none touches the cache.
/// </summary>
internal sealed class AbsurdParameters
{
    private const string TooLong = "may have 32768";
    private static readonly string Huge = new('x', UsableText.MaxLength + 1);
    private static readonly string HalfACharacter = "\U0001F4C4"[..1];

    private TaskRun _run = null!;

    [SetUp]
    public void Begin() => _run = new TaskRun();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void Text_that_is_too_long_or_is_no_text_is_refused_in_each_part_of_the_key(
        [Values("PdfExtractor", "PdfExtractorVersion", "PdfExtractorArguments")] string property, [Values] Wrong wrong)
    {
        var restore = _run.Restore();
        var value = ValueOf(wrong);
        switch (property)
        {
            case "PdfExtractor": restore.Extractor = value; break;
            case "PdfExtractorVersion": restore.ExtractorVersion = value; break;
            default: restore.ExtractorArguments = value; break;
        }

        Refused(restore, "PDFC1005", property, ProblemOf(wrong));
    }

    [Test]
    public void Text_that_is_too_long_or_is_no_text_is_refused_in_commands_and_versions(
        [Values("PdfExtractCommand", "PdfExtractVersion", "PdfExtractVersionCommand")] string property, [Values] Wrong wrong)
    {
        var identity = _run.Identity();
        var value = "sh {input} {output} " + ValueOf(wrong);
        switch (property)
        {
            case "PdfExtractCommand": identity.Command = value; break;
            case "PdfExtractVersion": identity.DeclaredVersion = value; break;
            default: identity.VersionCommand = value; break;
        }

        Refused(identity, "PDFC1005", property, ProblemOf(wrong));
    }

    [Test]
    public void An_extraction_refuses_such_a_command_by_itself([Values] Wrong wrong) =>
        Refused(_run.Extract("sh {input} {output} " + ValueOf(wrong)), "PDFC1005", "PdfExtractCommand", ProblemOf(wrong));

    [Test]
    public void Such_metadata_is_refused_by_each_task_that_reads_it(
        [Values("Restore", "Store", "Extract")] string task, [Values("ExtractOptions", "Document", "Link", "Kind", "CacheKey")] string metadata, [Values] Wrong wrong)
    {
        var item = _run.Output();
        item.SetMetadata(metadata, ValueOf(wrong));

        Refused(Task(task, item), "PDFC1005", metadata, ProblemOf(wrong));
    }

    [Test]
    public void An_output_whose_name_is_no_path_is_refused_by_each_task([Values("Restore", "Store", "Extract")] string task) =>
        Refused(Task(task, _run.Output(path: "a\0b.txt")), "PDFC1005", "a\\u0000b.txt", "NUL");

    [Test]
    public void More_kinds_than_an_entry_holds_are_refused_by_each_task([Values("Restore", "Store", "Extract", "Identity")] string task)
    {
        var kinds = Enumerable.Range(0, 65).Select(i => "kind" + i).ToArray();

        Refused(task == "Identity" ? _run.Identity("sh {input} {output}", kinds) : Task(task, [.. kinds.Select(kind => _run.Output(kind: kind))]),
            "PDFC1015", "PdfExtractOutputs", "65 output kinds", "64");
    }

    [Test]
    public void As_many_kinds_as_an_entry_holds_are_stored()
    {
        var outputs = Enumerable.Range(0, 64).Select(i => _run.Output(kind: "kind" + i)).ToArray();
        foreach (var output in outputs)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(output.ItemSpec)!);
            File.WriteAllText(output.ItemSpec, output.ItemSpec);
        }

        var restore = _run.Restore(outputs);
        Assert.That(restore.Execute(), Is.True);
        var store = _run.Store(restore.Missing);

        Assert.That(store.Execute(), Is.True);
        Assert.That(store.StoredCount, Is.EqualTo(1));
    }

    [TestCase("Text")]
    [TestCase("../text")]
    [TestCase("te\nxt")]
    [TestCase("con.txt")]
    [TestCase("")]
    public void A_kind_that_is_no_name_is_refused_by_each_task(string kind)
    {
        Refused(_run.Store(_run.Output(kind: kind)), "PDFC1015", Readable.Show(kind), "PdfExtractOutputs");
        Refused(_run.Restore(_run.Output(kind: kind)), "PDFC1015", Readable.Show(kind), "PdfExtractOutputs");
        Refused(_run.Extract("sh {input} {output}", _run.Output(kind: kind)), "PDFC1015", Readable.Show(kind), "PdfExtractOutputs");
    }

    [Test]
    public void A_kind_of_absurd_length_is_refused_and_cut_in_the_message() =>
        Refused(_run.Identity("sh {input} {output}", new string('k', 10_000)), "PDFC1015", "(10000 characters)");

    [Test]
    public void A_size_that_is_none_is_refused([Values("99999999999999999TB", "-1", "NaN", "1e9", "\0", "9223372036854775808")] string size) =>
        Refused(With(_run.Store(), task => task.MaxSize = size), "PDFC1005", "PdfCacheMaxSize", Readable.Show(size), "5GB");

    [Test]
    public void An_age_that_is_none_is_refused([Values("99999999999999999d", "-1d", "NaN", "Infinity", "1e9", "\0")] string age)
    {
        Refused(With(_run.Cleanup(), task => task.MaxAge = age), "PDFC1005", "PdfCacheMaxAge", Readable.Show(age), "30d");
        Refused(With(_run.Restore(), task => task.CleanupInterval = age), "PDFC1005", "PdfCacheCleanupInterval", Readable.Show(age), "30d");
    }

    [Test]
    public void The_largest_size_and_age_that_can_be_written_are_no_overflow()
    {
        var store = With(_run.Store(), task => (task.MaxSize, task.MaxAge) = ("9223372036854775807", "999999.999999d"));

        Assert.That(store.Execute(), Is.True);
        Assert.That(_run.Engine.ErrorCodes, Is.Empty);
    }

    [Test]
    public void A_value_of_absurd_length_is_cut_in_the_message() =>
        Refused(With(_run.Store(), task => task.MaxSize = new string('9', 1_000_000)), "PDFC1005", "PdfCacheMaxSize", "(1000000 characters)");

    [Test]
    public void A_cache_directory_that_cannot_be_one_is_refused_by_each_task(
        [Values("Restore", "Store", "Cleanup")] string task, [Values("/tmp/a\0b", "/tmp/a\nb", " ", null)] string? folder)
    {
        var cacheTask = task == "Cleanup" ? _run.Cleanup() : (CacheTask)Task(task);
        cacheTask.CacheDirectory = new TaskItem(folder ?? Path.Combine(_run.Folder, string.Join('/', Enumerable.Repeat("folder", 1000))));

        Refused(cacheTask, "PDFC1005", "PdfCacheDirectory", "folder");
    }

    [Test]
    public void A_document_whose_path_no_system_holds_is_refused([Values("Restore", "Extract")] string task)
    {
        var path = Path.Combine(_run.Folder, string.Join('/', Enumerable.Repeat("folder", 1000)), "a.pdf");

        Refused(Task(task, _run.Output(document: path)), "PDFC1001", "longer path", "characters)");
    }

    [Test]
    public void An_output_whose_path_no_system_holds_is_refused([Values("Restore", "Extract")] string task) =>
        Refused(Task(task, _run.Output(path: Path.Combine(_run.Folder, new string('n', 300) + ".txt"))), "PDFC1011", "longer path", "PdfExtractOutputDirectory");

    [Test]
    public void A_time_that_no_extraction_takes_is_no_reason_to_fail()
    {
        var restore = _run.Restore();
        Assert.That(restore.Execute(), Is.True);
        Directory.CreateDirectory(Path.GetDirectoryName(restore.Missing[0].ItemSpec)!);
        File.WriteAllText(restore.Missing[0].ItemSpec, "text");
        restore.Missing[0].SetMetadata("ExtractionMilliseconds", long.MaxValue.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var store = _run.Store(restore.Missing);

        Assert.That(store.Execute(), Is.True);
        Assert.That(store.StoredCount, Is.EqualTo(1));
    }

    private static string ValueOf(Wrong wrong) => wrong switch
    {
        Wrong.Huge => Huge,
        Wrong.HalfACharacter => "v" + HalfACharacter,
        _ => "v\0",
    };

    private static string ProblemOf(Wrong wrong) => wrong switch
    {
        Wrong.Huge => TooLong,
        Wrong.HalfACharacter => "half of a character",
        _ => "NUL",
    };

    private static T With<T>(T task, Action<T> change)
    {
        change(task);
        return task;
    }

    private PdfTask Task(string name, params ITaskItem[] outputs) => name switch
    {
        "Restore" => _run.Restore(outputs),
        "Store" => _run.Store(outputs),
        _ => _run.Extract("sh {input} {output}", outputs),
    };

    private void Refused(PdfTask task, string code, params string[] words)
    {
        var before = _run.Engine.Errors.Count;
        Assert.That(task.Execute(), Is.False);
        var errors = _run.Engine.Errors.Skip(before).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(errors.Select(error => error.Code), Is.EqualTo([code]));
            Assert.That(errors[0].HelpLink, Is.EqualTo(DiagnosticCodes.HelpLink(code)));
            Assert.That(errors[0].Message, Has.Length.LessThan(1500));
            Assert.That(errors[0].Message, Does.Not.Contain("Exception"));
            Assert.That(errors[0].Message!.Any(char.IsControl), Is.False, "a log line is one line");
            Array.ForEach(words, word => Assert.That(errors[0].Message, Does.Contain(word)));
            Assert.That(_run.Cache, Does.Not.Exist);
        });
    }

    /// <summary>What can be wrong with a text.</summary>
    public enum Wrong
    {
        Huge,
        HalfACharacter,
        Nul,
    }
}
