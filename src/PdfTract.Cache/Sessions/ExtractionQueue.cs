using PdfTract.Cache.Claims;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Sessions;

/// <summary>
/// Hands out the documents that one task has to extract, in the order that spares the most work where others extract the same
/// ones at the same time: a bounded single flight. Any number of threads may take from it at once; each document is handed out at most once.
/// </summary>
/// <remarks>
/// What nobody has claimed comes first. When nothing else is left, a thread waits for the claimed documents: until their claims end, their owners die,
/// or it has waited long enough. Then it extracts one of them after all.
/// Nobody waits in a circle, and nobody for itself: a thread waits only while it has no document in hand, and claims are held only by documents
/// that a thread extracts or stores, and those wait for no claim.
/// </remarks>
/// <param name="claims">The cache's claims.</param>
/// <param name="keys">The documents' keys; one without a key is handed out without a look.</param>
/// <param name="tryRestore">Looks one up and puts its outputs in their places, if they are stored by now.</param>
/// <param name="tryPause">Waits for so long; false, at once, when no time is left to wait.</param>
/// <param name="finishStores">
/// Returns when what was extracted so far is stored and released. Called by a thread that is about to look for what is claimed: it may be
/// this queue's own, of a document that is listed twice.
/// </param>
/// <param name="help">Called by a thread that finds nothing unclaimed any more, before it waits: it may do a part of what other threads of its task have in hand.</param>
/// <param name="setIdle">Told by a thread that it has nothing to do for a while (true), and that it has again (false).</param>
internal sealed class ExtractionQueue(
    ClaimRegistry claims,
    IReadOnlyList<CacheKey?> keys,
    Func<int, CancellationToken, bool> tryRestore,
    Func<TimeSpan, CancellationToken, bool> tryPause,
    Action? finishStores = null,
    Action<bool>? setIdle = null,
    Action? help = null) : IDisposable
{
    private enum Verdict
    {
        Extract,
        Restored,
        Claimed,
    }

    /// <summary>
    /// In one pass. A claim is held by a thread that extracts, so there are seldom more; thousands of planted ones must not make everybody look
    /// at all of them between any two documents.
    /// </summary>
    private const int MostLooks = 100;

    /// <summary>
    /// Of looks at a claim that is held, so many come to one look for its entry: the claim's owner need not be the one who stores it. The entry that stands
    /// there may be large, and verified whole only to find that a kind is missing.
    /// </summary>
    private const int LooksForAnEntry = 10;

    /// <summary>A sixteenth of the time that was waited so far: short work is not slowed down, and long work is not watched closely.</summary>
    private const int PartOfTheWait = 16;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly object _gate = new();
    private readonly object _watch = new();
    private readonly Dictionary<int, (int Looks, DateTime Since)> _claimed = [];
    private readonly HashSet<int> _taken = [];
    private Heartbeat? _heartbeat;
    private int _next;

    /// <returns>The next document to extract; null when none is left to this thread, and what was extracted so far is stored.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public int? TryTake(CancellationToken cancellationToken)
    {
        while (NextUnseen() is { } document)
        {
            if (Look(document, isFirst: true, cancellationToken) == Verdict.Extract)
            {
                return document;
            }
        }

        help?.Invoke();
        setIdle?.Invoke(true);
        int? claimed;

        // One thread watches the claims; the others wait until it has found something to do, or nothing is left.
        lock (_watch)
        {
            claimed = TakeClaimed(cancellationToken);
        }

        if (claimed is not null)
        {
            setIdle?.Invoke(false);
        }

        return claimed;
    }

    /// <summary>The document is published, or will not be: what this queue claimed of it is given up.</summary>
    public void Release(int document)
    {
        bool isOurs;
        lock (_gate)
        {
            isOurs = _taken.Remove(document);
        }

        if (isOurs)
        {
            claims.Release(keys[document]!.Value);
        }
    }

    /// <summary>Says of every document in hand that it is still worked on. Called by itself every few seconds.</summary>
    public void Beat()
    {
        foreach (var document in Locked(() => _taken.ToArray()))
        {
            claims.Beat(keys[document]!.Value);
        }
    }

    /// <summary>Gives up every claim that is left.</summary>
    public void Dispose()
    {
        _heartbeat?.Dispose();
        Array.ForEach(Locked(() => _taken.ToArray()), Release);
    }

    private int? TakeClaimed(CancellationToken cancellationToken)
    {
        var waited = TimeSpan.Zero;
        while (true)
        {
            finishStores?.Invoke();
            var hasRestored = false;
            foreach (var document in NextToLookAt())
            {
                var verdict = Look(document, isFirst: false, cancellationToken);
                if (verdict == Verdict.Extract)
                {
                    return document;
                }

                hasRestored |= verdict == Verdict.Restored;
            }

            if (Locked(() => _claimed.Count) == 0)
            {
                return null;
            }

            if (hasRestored)
            {
                // Those who stored it may have stored more.
                continue;
            }

            var pause = PauseAfter(waited);
            waited += pause;
            if (!tryPause(pause, cancellationToken) && TakeNewestClaim() is var newest && !tryRestore(newest, cancellationToken))
            {
                return newest;
            }
        }
    }

    private static TimeSpan PauseAfter(TimeSpan waited)
    {
        var pause = new TimeSpan(waited.Ticks / PartOfTheWait);
        return pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
    }

    private int? NextUnseen() => Locked(() => _next < keys.Count ? _next++ : (int?)null);

    private Verdict Look(int document, bool isFirst, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (keys[document] is not { } key)
        {
            return Verdict.Extract;
        }

        if (isFirst && tryRestore(document, cancellationToken))
        {
            return Verdict.Restored;
        }

        var claim = claims.TryTake(key);
        if (claim.Outcome == ClaimOutcome.Held)
        {
            var looks = Locked(() => (_claimed[document] = (LooksAt(document) + 1, claim.Since)).Looks);
            if (looks % LooksForAnEntry != 0 || !tryRestore(document, cancellationToken))
            {
                return Verdict.Claimed;
            }

            Locked(() => _claimed.Remove(document));
            return Verdict.Restored;
        }

        Locked(() => _claimed.Remove(document));
        if (claim.Outcome == ClaimOutcome.Taken)
        {
            Hold(document);
        }
        else if (isFirst)
        {
            return Verdict.Extract;
        }

        // The owner of the claim before has published before it gave the claim up: between the look and the claim.
        try
        {
            if (!tryRestore(document, cancellationToken))
            {
                return Verdict.Extract;
            }
        }
        catch
        {
            Release(document);
            throw;
        }

        Release(document);
        return Verdict.Restored;
    }

    private void Hold(int document)
    {
        lock (_gate)
        {
            _taken.Add(document);
            _heartbeat ??= new Heartbeat(ClaimRegistry.BeatInterval, Beat);
        }

        _heartbeat.Start();
    }

    /// <summary>Those that were looked at least often, of them the oldest claims: none waits behind a hundred others for ever.</summary>
    private int[] NextToLookAt() => Locked(() => _claimed
        .OrderBy(claimed => claimed.Value.Looks)
        .ThenBy(claimed => claimed.Value.Since)
        .Select(claimed => claimed.Key)
        .Take(MostLooks)
        .ToArray());

    private int LooksAt(int document) => _claimed.TryGetValue(document, out var claimed) ? claimed.Looks : 0;

    /// <summary>The others are likely to be stored first.</summary>
    private int TakeNewestClaim() => Locked(() =>
    {
        var newest = _claimed.OrderByDescending(claimed => claimed.Value.Since).First().Key;
        _claimed.Remove(newest);
        return newest;
    });

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
