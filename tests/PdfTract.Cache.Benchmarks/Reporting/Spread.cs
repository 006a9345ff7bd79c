namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>The middle of some samples and how far they lie apart: a mean would follow the one round in which the machine did something else.</summary>
/// <param name="Median">Half lie below.</param>
/// <param name="Low">A quarter lies below.</param>
/// <param name="High">A quarter lies above.</param>
internal sealed record Spread(double Median, double Low, double High)
{
    /// <exception cref="ArgumentException">There are no samples.</exception>
    public static Spread Of(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToArray();
        return sorted.Length > 0
            ? new Spread(Quantile(sorted, 0.5), Quantile(sorted, 0.25), Quantile(sorted, 0.75))
            : throw new ArgumentException("There are no samples.", nameof(samples));
    }

    /// <summary>Linear between the two nearest samples.</summary>
    private static double Quantile(double[] sorted, double part)
    {
        var position = part * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
