namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>What one part found.</summary>
/// <param name="Name">The part's.</param>
/// <param name="Title">What it measures, in a line.</param>
internal sealed record PartReport(string Name, string Title)
{
    public List<MarkdownTable> Tables { get; } = [];

    public List<Target> Targets { get; } = [];

    public List<Series> Series { get; } = [];

    /// <summary>What a reader has to know of how it was measured.</summary>
    public List<string> Notes { get; } = [];

    public List<IChart> Charts { get; } = [];

    public double Seconds { get; set; }

    /// <summary>States a target; without a figure, that it was not measured.</summary>
    public void Aim(string what, Bound bound, double? measured, string unit = "") => Targets.Add(new Target(what, bound, measured, unit));

    /// <summary>States a ratio between two contestants of a comparison.</summary>
    /// <param name="what">The comparison.</param>
    /// <param name="ratio">What the two samples make.</param>
    /// <param name="one">A contestant.</param>
    /// <param name="other">The one that it is compared with.</param>
    /// <param name="bound">What it should be.</param>
    public void Aim(string what, Func<Series, Series, double> ratio, string one, string other, Bound bound)
    {
        var (first, second) = (Find(what, one), Find(what, other));
        Aim($"{what}: {one} to {other}", bound, first is null || second is null ? null : ratio(first, second));
    }

    public Series? Find(string what, string contestant) => Series.Find(series => series.What == what && series.Contestant == contestant);
}
