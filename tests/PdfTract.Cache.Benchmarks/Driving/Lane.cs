namespace PdfTract.Cache.Benchmarks.Driving;

/// <summary>What one contestant does in a comparison.</summary>
/// <param name="Contestant">Who.</param>
/// <param name="Prepare">
/// Prepares so many operations and returns what does them: only that is timed. Each call goes on where the last one stopped, so that
/// what needs a free name never meets an old one.
/// </param>
internal sealed record Lane(string Contestant, Func<int, Action> Prepare)
{
    /// <summary>A lane whose operations need no preparation.</summary>
    public static Lane Of(string contestant, Action<int> operations) => new(contestant, count => () => operations(count));
}
