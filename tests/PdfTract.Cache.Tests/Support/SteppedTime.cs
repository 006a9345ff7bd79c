namespace PdfTract.Cache.Tests;

/// <summary>A clock that only pauses move: ten minutes of waiting take as long as what happens in them. For one thread at a time.</summary>
internal sealed class SteppedTime
{
    private int _pauses;

    public TimeSpan Now { get; private set; } = TimeSpan.FromDays(1);

    /// <summary>How long was waited in all.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Called in each pause, with its number.</summary>
    public Action<int> OnPause { get; set; } = _ => { };

    public CacheSettings Use(CacheSettings settings) => settings with
    {
        Elapsed = () => Now,
        Pause = (time, cancellationToken) =>
        {
            Now += time;
            Waited += time;
            OnPause(++_pauses);
        },
    };
}
