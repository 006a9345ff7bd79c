using System.Globalization;

namespace PdfTract.Cache.Tests;

/// <summary>A clean-up of a cache of any size costs the same memory for each entry, and keeps none of them in it (H36).</summary>
[Category("H36")]
[NonParallelizable]
internal sealed class ManyEntriesTests : CacheFixture
{
    private const int Few = 2_000;
    private const int Many = 40_000;

    [Test]
    public void H36_what_is_allocated_for_an_entry_does_not_grow_with_their_number()
    {
        var few = Clean(Few);
        var many = Clean(Many);

        Assert.That(many.Allocated / (double)Many, Is.LessThan(1.25 * few.Allocated / Few));
    }

    [Test]
    public void H36_nothing_of_an_entry_is_kept_even_when_all_have_one_age()
    {
        var few = Clean(Few);
        var many = Clean(Many);

        // A reference alone would be 8 bytes for each of them.
        Assert.Multiple(() =>
        {
            Assert.That(few.Held, Is.GreaterThan(0), "it was measured");
            Assert.That(many.Held - few.Held, Is.LessThan(4 * (Many - Few)));
        });
    }

    [Test]
    public void H36_of_entries_of_one_age_as_many_stay_as_fit()
    {
        var result = Clean(Few).Result;

        Assert.Multiple(() =>
        {
            Assert.That(result.Evicted, Is.EqualTo(Few / 2).Within(2));
            Assert.That(result.RemainingBytes, Is.EqualTo(Few / 2).Within(2).And.AtMost(Few / 2));
            Assert.That(Directory.GetFiles(Layout.Entries, "*.pdfc", SearchOption.AllDirectories), Has.Length.EqualTo(result.RemainingEntries));
        });
    }

    /// <summary>Half of the entries, which are one byte and one day old, have to go.</summary>
    /// <returns>What was allocated in all, and what was reachable when the last files were about to go.</returns>
    private (long Allocated, long Held, CleanupResult Result) Clean(int entries)
    {
        if (Directory.Exists(Layout.Entries))
        {
            Directory.Delete(Layout.Entries, recursive: true);
        }

        Store();
        File.Delete(EntryPath);
        var time = DateTime.UtcNow.AddDays(-1);
        for (var i = 0; i < entries; i++)
        {
            var shard = (i % 256).ToString("x2", CultureInfo.InvariantCulture);
            var file = Folder.Write($"cache/v1/{shard}/{shard}{i:x30}-{0:x32}.pdfc", [0]);
            File.SetLastWriteTimeUtc(file, time);
        }

        var deletions = 0;
        var held = 0L;
        var heldBefore = GC.GetTotalMemory(forceFullCollection: true);
        using var cache = Open(settings => settings with
        {
            MaxSize = entries / 2,
            Probe = (step, _) =>
            {
                if (step == ProtocolStep.CleanupBeforeDelete && ++deletions == entries / 4)
                {
                    held = GC.GetTotalMemory(forceFullCollection: true) - heldBefore;
                }
            },
        });
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = cache.Cleanup();

        return (GC.GetAllocatedBytesForCurrentThread() - before, held, result);
    }
}
