using System.Text.Json.Serialization;

namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>What one contestant took in one comparison: a sample a round, in the same rounds as its rivals.</summary>
/// <param name="What">The comparison.</param>
/// <param name="Contestant">Who.</param>
/// <param name="Unit">Of the samples.</param>
/// <param name="Samples">One a round.</param>
internal sealed record Series(string What, string Contestant, string Unit, IReadOnlyList<double> Samples)
{
    public const string Microseconds = "µs";
    public const string Milliseconds = "ms";

    [JsonIgnore]
    public double Median => Spread.Median;

    public Spread Spread => Spread.Of(Samples);

    /// <summary>
    /// This time as a multiple of the other's: the median of the rounds' multiples, since two samples of one round met the same machine.
    /// </summary>
    public double Over(Series other) => Spread.Of(Samples.Zip(other.Samples, (mine, its) => mine / its)).Median;

    /// <summary>How many times the other's throughput this one has.</summary>
    public double SpeedOver(Series other) => other.Over(this);
}
