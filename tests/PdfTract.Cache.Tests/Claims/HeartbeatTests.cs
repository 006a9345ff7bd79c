namespace PdfTract.Cache.Tests;

[Category("H67")]
internal sealed class HeartbeatTests
{
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(1);

    [Test]
    public void H67_it_beats_again_and_again_whatever_becomes_of_a_beat_and_ends()
    {
        using var beats = new CountdownEvent(5);
        Thread? thread = null;
        using (var heartbeat = new Heartbeat(TimeSpan.FromMilliseconds(1), () =>
        {
            thread = Thread.CurrentThread;
            _ = beats.IsSet || beats.Signal();
            throw new IOException("The share is away.");
        }))
        {
            heartbeat.Start();
            heartbeat.Start();
            Assert.That(beats.Wait(Hanging), Is.True);
        }

        Assert.That(thread!.Join(Hanging), Is.True);
    }

    [Test]
    public void H67_one_that_has_ended_does_not_begin()
    {
        var heartbeat = new Heartbeat(TimeSpan.Zero, () => Assert.Fail("It was disposed of."));
        heartbeat.Dispose();

        heartbeat.Start();
    }
}
