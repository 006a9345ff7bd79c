namespace PdfTract.Cache.Build.Workers;

/// <summary>
/// The documents of one task that are done in ranges of pages, so that threads without a document of their own find some. A thread that may be about to offer one
/// says so (<see cref="Expect"/>): otherwise the others would be gone before there is anything to help with. Safe for several threads.
/// </summary>
internal sealed class PageSharing : IDisposable
{
    private readonly object _gate = new();
    private readonly List<(PagedDocument Document, Action<PageRange> Work)> _open = [];
    private readonly ThreadLocal<bool> _isExpected = new();
    private int _expected;

    /// <summary>This thread looks for a document, which it may offer.</summary>
    public void Expect() => SetExpected(true);

    /// <summary>This thread has offered its document, or offers none for now.</summary>
    public void Settle() => SetExpected(false);

    /// <summary>Does parts of the documents that other threads have in hand; returns when nothing is left to help with.</summary>
    public void Help(CancellationToken cancellationToken)
    {
        Settle();
        while (!cancellationToken.IsCancellationRequested && TakeRange() is { } work)
        {
            work();
        }

        Expect();
    }

    public void Dispose() => _isExpected.Dispose();

    /// <summary>From now on until it is disposed of, other threads may take ranges of the document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="work">Does one range, in the thread that took it.</param>
    public IDisposable Offer(PagedDocument document, Action<PageRange> work)
    {
        lock (_gate)
        {
            _open.Add((document, work));
        }

        Settle();
        return new Offered(this, document);
    }

    /// <summary>Tells those who wait that a document may have ranges now, or no more.</summary>
    public void Changed()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for a document whose first range is not done yet: nobody knows how long it is.</summary>
    /// <returns>Does one range; null when nothing is left to take.</returns>
    private Action? TakeRange()
    {
        lock (_gate)
        {
            while (true)
            {
                foreach (var (document, work) in _open)
                {
                    if (document.MayHaveMore && document.TryTake() is { } range)
                    {
                        return () => work(range);
                    }
                }

                if (_expected == 0 && !_open.Exists(one => one.Document.MayHaveMore))
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    private void SetExpected(bool value)
    {
        lock (_gate)
        {
            _expected += (value ? 1 : 0) - (_isExpected.Value ? 1 : 0);
            _isExpected.Value = value;
            Monitor.PulseAll(_gate);
        }
    }

    private void Close(PagedDocument document)
    {
        lock (_gate)
        {
            _open.RemoveAll(one => one.Document == document);
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class Offered(PageSharing sharing, PagedDocument document) : IDisposable
    {
        public void Dispose() => sharing.Close(document);
    }
}
