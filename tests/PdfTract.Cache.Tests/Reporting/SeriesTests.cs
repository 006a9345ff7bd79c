using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Tests;

internal sealed class SeriesTests
{
    [Test]
    public void A_ratio_is_taken_round_by_round()
    {
        // The machine was slower in some rounds, for both. The medians' ratio would be 20 to 7.
        var one = Of(2, 20, 21);
        var other = Of(1, 10, 7);

        Assert.That(one.Over(other), Is.EqualTo(2));
    }

    [Test]
    public void Who_takes_half_the_time_has_twice_the_speed() =>
        Assert.That(Of(5, 5, 5).SpeedOver(Of(10, 10, 10)), Is.EqualTo(2));

    [Test]
    public void A_time_over_another_is_above_one_for_the_slower() =>
        Assert.That(Of(15).Over(Of(10)), Is.EqualTo(1.5));

    [TestCase(1.8, true, 1.8, ExpectedResult = "met")]
    [TestCase(1.8, true, 1.79, ExpectedResult = "not met")]
    [TestCase(1.05, false, 1.05, ExpectedResult = "met")]
    [TestCase(1.05, false, 1.06, ExpectedResult = "not met")]
    public string A_target_is_met_up_to_its_limit(double limit, bool isFloor, double measured) =>
        new Target("what", new Bound(limit, isFloor), measured, "").State;

    [Test]
    public void A_target_whose_rival_is_not_there_is_not_measured()
    {
        var report = new PartReport("part", "title");
        report.Series.Add(new Series("what", "one", Series.Microseconds, [1]));
        report.Aim("what", (one, other) => one.Over(other), "one", "another", Bound.AtMost(1));

        Assert.That(report.Targets.Single().State, Is.EqualTo("not measured"));
    }

    [Test]
    public void Bounds_say_which_side_is_good() =>
        Assert.That($"{Bound.AtLeast(1.35)} {Bound.AtMost(150_000)}", Is.EqualTo("≥ 1.35 ≤ 150,000"));

    private static Series Of(params double[] samples) => new("what", "who", Series.Microseconds, samples);
}
