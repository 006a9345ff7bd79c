namespace PdfTract.Cache;

/// <summary>
/// Hands out the documents that one task has to extract, in the order that spares the most work where others extract the same
/// ones at the same time. Any number of threads may take from it at once; each document is handed out at most once.
/// </summary>
/// <remarks>
/// What nobody has claimed comes first. What is claimed is looked up again when the rest is done, the oldest claim first; when a
/// whole pass finds nothing new, the one with the newest claim is extracted after all: the others are likely to be there first.
/// Nobody waits for another. While N threads of all processes together extract, each of them does so after all at most once for documents
/// that take the same time: the number of extractions is that of the documents and N at most.
/// </remarks>
/// <param name="claims">The cache's claims.</param>
/// <param name="keys">The documents' keys; one without a key is handed out without a look.</param>
/// <param name="tryRestore">Looks one up and puts its outputs in their places, if they are stored by now.</param>
/// <param name="finishStores">
/// Returns when what was extracted so far is stored and released. Called by a thread that is about to look for what is claimed: it may be
/// this queue's own, of a document that is listed twice.
/// </param>
internal sealed class ExtractionQueue(
    Claims claims, IReadOnlyList<CacheKey?> keys, Func<int, CancellationToken, bool> tryRestore, Action? finishStores = null) : IDisposable
{
    private enum Verdict
    {
        Extract,
        Restored,
        Claimed,
    }

    /// <summary>
    /// In one pass. A claim is held by a thread that extracts, so there are seldom more; whoever plants thousands must not make
    /// everybody look at all of them between any two documents.
    /// </summary>
    private const int MostLooks = 100;

    private readonly object _gate = new();
    private readonly Dictionary<int, DateTime> _claimed = [];
    private readonly HashSet<int> _taken = [];
    private int _next;

    /// <returns>The next document to extract; null when none is left to this thread, and what was extracted so far is stored.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public int? TryTake(CancellationToken cancellationToken)
    {
        while (NextUnseen() is { } document)
        {
            if (Look(document, cancellationToken) == Verdict.Extract)
            {
                return document;
            }
        }

        while (true)
        {
            finishStores?.Invoke();
            var hasRestored = false;
            foreach (var document in OldestClaimsFirst().Take(MostLooks).Where(TakeFromClaimed))
            {
                var verdict = Look(document, cancellationToken);
                if (verdict == Verdict.Extract)
                {
                    return document;
                }

                hasRestored |= verdict == Verdict.Restored;
            }

            if (!hasRestored && TakeNewestClaim() is var newest && (newest is null || !tryRestore(newest.Value, cancellationToken)))
            {
                return newest;
            }
        }
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

    /// <summary>Gives up every claim that is left.</summary>
    public void Dispose()
    {
        int[] left;
        lock (_gate)
        {
            left = [.. _taken];
        }

        Array.ForEach(left, Release);
    }

    private int? NextUnseen()
    {
        lock (_gate)
        {
            return _next < keys.Count ? _next++ : null;
        }
    }

    private Verdict Look(int document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (keys[document] is not { } key)
        {
            return Verdict.Extract;
        }

        if (tryRestore(document, cancellationToken))
        {
            return Verdict.Restored;
        }

        var claim = claims.TryTake(key);
        if (claim.Outcome == ClaimOutcome.Unavailable)
        {
            return Verdict.Extract;
        }

        lock (_gate)
        {
            if (claim.Outcome == ClaimOutcome.Held)
            {
                _claimed.Add(document, claim.Since);
                return Verdict.Claimed;
            }

            _taken.Add(document);
        }

        // Whoever had it before has published before he gave it up: between the look and the claim.
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

    private int[] OldestClaimsFirst()
    {
        lock (_gate)
        {
            return [.. _claimed.OrderBy(claimed => claimed.Value).Select(claimed => claimed.Key)];
        }
    }

    /// <returns>Whether it is this thread's to look at; another may have it by now.</returns>
    private bool TakeFromClaimed(int document)
    {
        lock (_gate)
        {
            return _claimed.Remove(document);
        }
    }

    private int? TakeNewestClaim()
    {
        lock (_gate)
        {
            if (_claimed.Count == 0)
            {
                return null;
            }

            var newest = _claimed.OrderByDescending(claimed => claimed.Value).First().Key;
            _claimed.Remove(newest);
            return newest;
        }
    }
}
