namespace PdfTract.Cache.Benchmarks.Driving;

/// <summary>What one contestant does in a comparison.</summary>
/// <param name="Contestant">Who.</param>
/// <param name="Prepare">
/// Prepares so many operations and returns what does them: only that is timed. Each call goes on where the last one stopped, so that
/// what needs a free name never meets an old one.
/// </param>
internal sealed record Lane(string Contestant, Func<int, Action> Prepare)
{
    /// <summary>A lane whose operations are all alike and need no preparation.</summary>
    public static Lane Repeating(string contestant, Action operation) => new(contestant, count => () =>
    {
        for (var i = 0; i < count; i++)
        {
            operation();
        }
    });
}
