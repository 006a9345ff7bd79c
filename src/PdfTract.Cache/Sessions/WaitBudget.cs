using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Sessions;

/// <summary>
/// How long one process has waited for others in one build. All that wait at the same time wait once: the sum is what the build took longer.
/// May be used by any number of threads at once.
/// </summary>
internal sealed class WaitBudget
{
    private readonly object _gate = new();
    private int _waiting;
    private TimeSpan _since;
    private TimeSpan _before;

    /// <summary>Waits for a moment, unless <see cref="CacheSettings.Wait"/> is used up.</summary>
    /// <param name="settings">The clock, the pause and the limit of who waits.</param>
    /// <param name="pause">How long; less when not so much is left.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>False, at once, when nothing is left.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public bool TryPause(CacheSettings settings, TimeSpan pause, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan left;
        lock (_gate)
        {
            var now = settings.Elapsed();
            left = settings.Wait - Spent(now);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            if (_waiting++ == 0)
            {
                _since = now;
            }
        }

        try
        {
            settings.Pause(left < pause ? left : pause, cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                if (--_waiting == 0)
                {
                    _before += settings.Elapsed() - _since;
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private TimeSpan Spent(TimeSpan now) => _waiting > 0 ? _before + (now - _since) : _before;
}
