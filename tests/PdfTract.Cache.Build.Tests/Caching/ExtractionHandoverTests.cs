namespace PdfTract.Cache.Build.Tests;

internal sealed class ExtractionHandoverTests
{
    /// <summary>With <c>-mt</c>, one thread's register of objects may replace another's.</summary>
    [Test]
    [Category("H49")]
    public void H49_what_was_left_is_found_although_the_engine_has_lost_it()
    {
        using var session = new Session();
        var name = ExtractionHandover.Leave(new RecordingBuildEngine(), session);

        Assert.That(ExtractionHandover.Take(new RecordingBuildEngine(), name), Is.SameAs(session));
        Assert.That(ExtractionHandover.Take(new RecordingBuildEngine(), name), Is.Null, "it was taken");
    }

    [Test]
    public void What_nobody_took_ends_with_the_build_and_what_was_taken_does_not()
    {
        using var left = new Session();
        using var taken = new Session();
        var engine = new RecordingBuildEngine();
        var nameOfLeft = ExtractionHandover.Leave(engine, left);
        ExtractionHandover.Take(engine, ExtractionHandover.Leave(engine, taken));

        engine.EndBuild();

        Assert.That((left.IsDisposed, taken.IsDisposed), Is.EqualTo((true, false)));
        Assert.That(ExtractionHandover.Take(engine, nameOfLeft), Is.Null);
    }

    private sealed class Session : IServiceProvider, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public object? GetService(Type serviceType) => null;

        public void Dispose() => IsDisposed = true;
    }
}
