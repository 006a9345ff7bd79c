namespace PdfTract.Cache.Build.Tests;

internal sealed class ProcessObjectsTests
{
    /// <summary>With <c>-mt</c>, one thread's register of objects may replace another's.</summary>
    [Test]
    [Category("H49")]
    public void H49_what_was_left_is_found_although_the_engine_has_lost_it()
    {
        using var left = new Kept();
        var name = Guid.NewGuid().ToString();
        ProcessObjects.Leave(new RecordingBuildEngine(), name, left);

        Assert.That(ProcessObjects.Find(name), Is.SameAs(left));
        Assert.That(ProcessObjects.Take(new RecordingBuildEngine(), name), Is.SameAs(left));
        Assert.That(ProcessObjects.Take(new RecordingBuildEngine(), name), Is.Null, "it was taken");
    }

    [Test]
    [Category("H49")]
    public void H49_what_the_engine_lost_at_first_ends_with_the_build_all_the_same()
    {
        using var left = new Kept();
        using var shared = new Kept();
        var engine = new RecordingBuildEngine { LosesNext = 3 };
        ProcessObjects.Leave(engine, Guid.NewGuid().ToString(), left);
        engine.LosesNext = 1;
        ProcessObjects.Share(engine, Guid.NewGuid().ToString(), () => shared);

        engine.EndBuild();

        Assert.That((left.IsDisposed, shared.IsDisposed), Is.EqualTo((true, true)));
    }

    [Test]
    public void What_nobody_took_ends_with_the_build_and_what_was_taken_does_not()
    {
        using var left = new Kept();
        using var taken = new Kept();
        var engine = new RecordingBuildEngine();
        var (nameOfLeft, nameOfTaken) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        ProcessObjects.Leave(engine, nameOfLeft, left);
        ProcessObjects.Leave(engine, nameOfTaken, taken);
        ProcessObjects.Take(engine, nameOfTaken);

        engine.EndBuild();

        Assert.That((left.IsDisposed, taken.IsDisposed), Is.EqualTo((true, false)));
        Assert.That(ProcessObjects.Find(nameOfLeft), Is.Null);
    }

    [Test]
    public void One_object_is_shared_by_all_who_ask_at_the_same_time()
    {
        var engine = new RecordingBuildEngine();
        var name = Guid.NewGuid().ToString();
        var made = new System.Collections.Concurrent.ConcurrentBag<Kept>();
        object Make()
        {
            var one = new Kept();
            made.Add(one);
            return one;
        }

        var shared = new object[50];
        Parallel.For(0, shared.Length, i => shared[i] = ProcessObjects.Share(engine, name, Make));
        var stillOpen = made.Where(one => !one.IsDisposed).ToArray();
        engine.EndBuild();

        Assert.That(shared.Distinct().ToArray(), Is.EqualTo(stillOpen));
        Assert.That(made, Has.All.Matches<Kept>(one => one.IsDisposed));
    }

    private sealed class Kept : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
