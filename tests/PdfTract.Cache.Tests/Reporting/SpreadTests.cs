using PdfTract.Cache.Benchmarks.Reporting;

namespace PdfTract.Cache.Tests;

internal sealed class SpreadTests
{
    [Test]
    public void The_median_of_an_odd_number_of_samples_is_the_middle_one() =>
        Assert.That(Spread.Of([9, 1, 5]).Median, Is.EqualTo(5));

    [Test]
    public void The_median_of_an_even_number_lies_between_the_two_in_the_middle() =>
        Assert.That(Spread.Of([4, 1, 100, 2]).Median, Is.EqualTo(3));

    [Test]
    public void A_quarter_of_the_samples_lies_below_low_and_a_quarter_above_high()
    {
        var spread = Spread.Of([5, 1, 4, 2, 3]);

        Assert.That((spread.Low, spread.High), Is.EqualTo((2.0, 4.0)));
    }

    [Test]
    public void One_round_in_which_the_machine_did_something_else_moves_nothing() =>
        Assert.That(Spread.Of([10, 11, 12, 13, 5000]), Is.EqualTo(new Spread(12, 11, 13)));

    [Test]
    public void A_single_sample_is_all_three() => Assert.That(Spread.Of([7]), Is.EqualTo(new Spread(7, 7, 7)));

    [Test]
    public void No_samples_have_no_spread() => Assert.That(() => Spread.Of([]), Throws.ArgumentException);
}
