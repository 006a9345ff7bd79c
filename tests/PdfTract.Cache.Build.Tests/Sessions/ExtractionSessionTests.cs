using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build.Tests;

/// <summary>From the restore to the store, with an extractor in between that takes its documents from the session. In this process.</summary>
[Platform(Exclude = "Win", Reason = "The extractor of these tests is `cp`.")]
[Category("H49")]
public sealed class ExtractionSessionTests : SessionTests
{
    [Test]
    public void H49_each_result_is_stored_before_the_store_comes()
    {
        var items = Documents(3);
        var restore = Restore(items);

        var extract = Extract(restore);

        Assert.That(extract.Extracted, Has.Length.EqualTo(3));
        Assert.That(Entries(), Has.Length.EqualTo(3));
        Assert.That(Claims(), Is.Empty);

        var store = Store(restore, extract);
        Assert.Multiple(() =>
        {
            Assert.That((store.StoredCount, store.RestoredCount), Is.EqualTo((3, 0)), "and are not stored again");
            Assert.That(store.Results.Select(item => item.ItemSpec), Is.EqualTo(items.Select(item => item.ItemSpec)));
            Assert.That(Tasks.Engine.Messages.Count(message => message.Message!.Contains(": stored, ", StringComparison.Ordinal)), Is.EqualTo(3));
        });
    }

    [Test]
    public void H49_what_others_stored_after_the_restore_is_not_extracted_and_counts_as_from_the_cache()
    {
        var items = Documents(4);
        var restore = Restore(items);
        StoreByAnother(items[1], items[3]);

        var extract = Extract(restore);
        var store = Store(restore, extract);

        Assert.Multiple(() =>
        {
            Assert.That(extract.Extracted.Select(item => item.ItemSpec), Is.EqualTo(new[] { items[0].ItemSpec, items[2].ItemSpec }));
            Assert.That((store.StoredCount, store.RestoredCount), Is.EqualTo((2, 2)));
            Assert.That(store.Results.Select(item => item.GetMetadata("FromCache")), Is.EqualTo(["false", "true", "false", "true"]));
            Assert.That(store.Results.Select(item => item.ItemSpec), Is.EqualTo(items.Select(item => item.ItemSpec)), "in the old order");
            Assert.That(items.Select(item => File.ReadAllBytes(item.ItemSpec)), Is.EqualTo(items.Select(item => File.ReadAllBytes(item.GetMetadata("Document")))));
        });
    }

    [Test]
    public void H49_a_damaged_entry_that_turned_up_meanwhile_is_a_warning_and_the_document_is_extracted()
    {
        var items = Documents(1);
        var restore = Restore(items);
        StoreByAnother(items[0]);
        File.WriteAllText(Entries().Single(), "not what was stored");

        var store = Store(restore, Extract(restore));

        Assert.That(Tasks.Engine.WarningCodes, Is.EqualTo(["PDFC2003"]));
        Assert.That((store.StoredCount, store.RestoredCount), Is.EqualTo((1, 0)));
    }

    [Test]
    [Category("H12")]
    public void H12_a_failed_extraction_gives_its_claim_up_and_the_others_are_stored()
    {
        var items = Documents(3);
        var restore = Restore(items);

        var extract = Extract(restore, $"sh -c \"case $1 in *d1.pdf) exit 3;; esac; cp $1 $2\" sh {{input}} {{output}}");
        var store = Store(restore, extract);

        Assert.Multiple(() =>
        {
            Assert.That(Tasks.Engine.ErrorCodes, Is.EqualTo(["PDFC1009"]));
            Assert.That(store.StoredCount, Is.EqualTo(2));
            Assert.That(Entries(), Has.Length.EqualTo(2));
            Assert.That(Claims(), Is.Empty);
        });
    }

    [Test]
    public void H49_an_extractor_that_knows_nothing_of_it_is_stored_at_the_end_as_ever()
    {
        var items = Documents(2);
        var restore = Restore(items);

        var extract = Run(Tasks.Extract(Copy, restore.Missing));
        Assert.That(Entries(), Is.Empty);

        Assert.That(Store(restore, extract).StoredCount, Is.EqualTo(2));
        Assert.That(Entries(), Has.Length.EqualTo(2));
    }

    [Test]
    public void H49_a_session_that_this_process_does_not_have_changes_nothing()
    {
        var items = Documents(2);
        var restore = Restore(items);
        var elsewhere = new RecordingBuildEngine();
        var extract = Tasks.Extract(Copy, restore.Missing);
        extract.BuildEngine = elsewhere;
        extract.Session = restore.Session;

        Assert.That(Run(extract).Extracted, Has.Length.EqualTo(2));
        Assert.That(Store(restore, extract).StoredCount, Is.EqualTo(2));
    }

    [Test]
    public void H49_what_the_project_took_out_of_the_misses_is_not_extracted()
    {
        var items = Documents(3);
        var restore = Restore(items);
        var extract = Tasks.Extract(Copy, restore.Missing[1..]);
        extract.Session = restore.Session;

        Assert.That(Run(extract).Extracted.Select(item => item.ItemSpec), Is.EqualTo(items[1..].Select(item => item.ItemSpec)));
        Assert.That(Entries(), Has.Length.EqualTo(2));
    }

    [Test]
    public void H49_a_document_that_is_listed_again_and_again_is_extracted_once_by_one_thread()
    {
        Tasks.Dispose();
        Tasks = new TaskRun { Engine = new RecordingBuildEngine { Cores = 1 } };
        var items = Documents(6);
        foreach (var item in items)
        {
            item.SetMetadata("Document", items[0].GetMetadata("Document"));
        }

        var restore = Restore(items);
        var extract = Extract(restore);
        var store = Store(restore, extract);

        Assert.That(extract.Extracted, Has.Length.EqualTo(1));
        Assert.That((store.StoredCount, store.RestoredCount), Is.EqualTo((1, 5)));
        Assert.That(items.Select(item => item.ItemSpec), Has.All.Exist);
    }

    [Test]
    public void The_next_document_is_handed_out_while_the_last_one_is_flushed()
    {
        using var mayFlush = new ManualResetEventSlim();
        using var isFlushing = new ManualResetEventSlim();
        var settings = new CacheSettings(Tasks.Cache)
        {
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.StoreFlushed)
                {
                    isFlushing.Set();
                    mayFlush.Wait(Hanging);
                }
            },
        };
        var items = Restore(Documents(2)).Missing;
        using var session = new ExtractionSession(settings, new DocumentKeys("extract", "1", "", DocumentSecrets.Read([], (_, _, _) => { }), new KeyFiles(Tasks.Folder, [])), "1", new WaitBudget());
        var (take, end) = Open(session, items);

        var first = take()!.Value;
        Directory.CreateDirectory(Path.GetDirectoryName(items[first].ItemSpec)!);
        File.WriteAllText(items[first].ItemSpec, "its text");
        end(first, 1);
        Assert.That(isFlushing.Wait(Hanging), Is.True);

        Assert.That(System.Threading.Tasks.Task.Run(take).Wait(Hanging), Is.True, "the next one");
        Assert.That(Entries(), Is.Empty);
        Assert.That(session.Stores, Is.Empty, "nothing is reported before it is flushed");

        mayFlush.Set();
        session.Complete(CancellationToken.None);
        Assert.That(Entries(), Has.Length.EqualTo(1));
        Assert.That(session.Stores.Single().Result!.Outcome, Is.EqualTo(StoreOutcome.Stored));
    }

    [Test]
    public void A_defect_in_the_thread_that_stores_is_kept_as_it_was_thrown_and_is_no_full_disk()
    {
        var settings = new CacheSettings(Tasks.Cache) { Probe = (_, _) => throw new InvalidOperationException("a defect") };
        var items = Restore(Documents(1)).Missing;
        using var session = new ExtractionSession(settings, new DocumentKeys("extract", "1", "", DocumentSecrets.Read([], (_, _, _) => { }), new KeyFiles(Tasks.Folder, [])), "1", new WaitBudget());
        var (_, end) = Open(session, items);

        end(0, 1);
        session.Complete(CancellationToken.None);

        var (document, result) = session.Stores.Single();
        Assert.That(document.Path, Is.EqualTo(items[0].GetMetadata("Document")));
        Assert.That(result, Is.Null);
        Assert.That(session.Defects.Single().ToString(), Does.Contain("a defect").And.Contain(" at "), "with its stack");
    }

    [Test]
    public void There_is_no_session_where_nothing_is_missing_where_nothing_is_written_and_where_all_is_made_anew()
    {
        var items = Documents(1);
        var missing = Restore(items);
        Store(missing, Extract(missing));

        Assert.Multiple(() =>
        {
            Assert.That(missing.Session, Is.Not.Empty);
            Assert.That(Restore(items).Session, Is.Empty, "all is there");
            Assert.That(Restore(items, restore => restore.Refresh = "true").Session, Is.Empty);
            Assert.That(Restore(Documents(2), restore => restore.ReadOnly = "true").Session, Is.Empty);
        });
    }

    [Test]
    [Category("H05")]
    public void H05_a_result_that_could_not_be_stored_at_once_is_not_tried_again_and_is_one_warning()
    {
        var items = Documents(3);
        var restore = Restore(items);
        Directory.CreateDirectory(Tasks.Cache);
        File.WriteAllText(Path.Combine(Tasks.Cache, "thesis.txt"), "Somebody's.");

        var store = Store(restore, Extract(restore));

        Assert.Multiple(() =>
        {
            Assert.That(store.StoredCount, Is.Zero);
            Assert.That(Tasks.Engine.WarningCodes, Is.EqualTo(["PDFC2005"]));
            Assert.That(Tasks.Engine.Warnings.Single().Message, Does.StartWith("3 results were not stored"));
            Assert.That(Directory.EnumerateFileSystemEntries(Tasks.Cache), Has.Exactly(1).Items);
            Assert.That(items.Select(item => item.ItemSpec), Has.All.Exist, "the build has its results");
        });
    }

    [Test]
    [Category("H48")]
    public void H48_a_cancelled_extraction_gives_its_claims_up()
    {
        var items = Documents(2);
        var restore = Restore(items);
        var extract = Tasks.Extract("sh -c \"exec sleep 600\" {input} {output}", restore.Missing);
        extract.Session = restore.Session;

        var running = System.Threading.Tasks.Task.Run(extract.Execute);
        Assert.That(() => Claims().Length, Is.Positive.After(60_000, pollingInterval: 10));
        extract.Cancel();

        Assert.That(running.Result, Is.False);
        Assert.That(Claims(), Is.Empty);
        Assert.That(Entries(), Is.Empty);
    }

    private static (Func<int?> Take, Action<int, long?> End) Open(ExtractionSession session, ITaskItem[] outputs) =>
        session.Open(DocumentPlan.Create(outputs, (_, _, problem) => Assert.Fail(problem)), _ => { }, () => { }, default);

    /// <summary>Another project stores the same documents: its outputs lie elsewhere.</summary>
    private void StoreByAnother(params ITaskItem[] items)
    {
        var others = items.Select(item =>
        {
            var other = new TaskItem(item) { ItemSpec = Path.Combine(Tasks.Folder, "other", Path.GetFileName(item.ItemSpec)) };
            return (ITaskItem)other;
        }).ToArray();
        var restore = Restore(others);
        Store(restore, Extract(restore));
    }
}
