namespace PdfTract.Cache.Build.Tests;

/// <summary>What a build says that gets no more threads or memory (H79). The limits themselves are met in PdfTract.Cache.Tests.</summary>
[Category("H79")]
internal sealed class ScarcityTests
{
    [Test]
    public void H79_a_task_that_gets_no_thread_ends_with_a_coded_error_and_no_stack()
    {
        Exception[] sayings =
        [
            new InsufficientMemoryException(),
            new TypeInitializationException("SocketAsyncEngine", new InsufficientMemoryException()),
            new AggregateException(new InsufficientMemoryException()),
        ];
        foreach (var saying in sayings)
        {
            var engine = new RecordingBuildEngine();

            var isGood = new Failing(saying) { BuildEngine = engine }.Execute();

            Assert.That(isGood, Is.False);
            Assert.That(engine.Errors.Select(error => error.Code), Is.EqualTo(["PDFC1025"]));
        }
    }

    [Test]
    public void H79_a_defect_is_still_told_as_one()
    {
        var task = new Failing(new InvalidOperationException("a defect")) { BuildEngine = new RecordingBuildEngine() };

        Assert.That(() => task.Execute(), Throws.InvalidOperationException);
    }

    private sealed class Failing(Exception saying) : PdfTask
    {
        protected override void Run(CancellationToken cancellationToken) => throw saying;
    }
}
