namespace PdfTract.Cache.Tests;

[Category("H67")]
internal sealed class WaitBudgetTests
{
    [Test]
    public void H67_no_pause_is_longer_than_what_is_left_and_then_there_is_none()
    {
        var time = new SteppedTime();
        var settings = time.Use(new CacheSettings("/") { Wait = TimeSpan.FromSeconds(5) });
        var budget = new WaitBudget();

        Assert.That(Enumerable.Range(0, 4).Select(_ => budget.TryPause(settings, TimeSpan.FromSeconds(2), default)), Is.EqualTo([true, true, true, false]));
        Assert.That(time.Waited, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void H67_time_that_several_wait_at_once_counts_once_and_time_between_waits_does_not()
    {
        var now = TimeSpan.Zero;
        var budget = new WaitBudget();
        var settings = new CacheSettings("/") { Wait = TimeSpan.FromSeconds(10), Elapsed = () => now };
        var inner = settings with { Pause = (time, _) => now += time };
        var outer = settings with { Pause = (time, token) => budget.TryPause(inner, time, token) };

        budget.TryPause(outer, TimeSpan.FromSeconds(6), default);
        now += TimeSpan.FromHours(1);
        budget.TryPause(inner, TimeSpan.FromSeconds(3), default);

        Assert.That(budget.TryPause(inner, TimeSpan.FromSeconds(3), default), Is.True, "a second is left");
        Assert.That(now, Is.EqualTo(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(10)));
        Assert.That(budget.TryPause(inner, TimeSpan.FromSeconds(3), default), Is.False);
    }
}
