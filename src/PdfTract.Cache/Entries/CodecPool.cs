namespace PdfTract.Cache.Entries;

/// <summary>Codecs that nobody uses at the moment. Safe for any number of threads.</summary>
/// <remarks>
/// A list and a lock: there are as many codecs as threads at most, and each is taken for longer than the lock is held by far. A ConcurrentBag
/// starts an event source of .NET's, which takes a millisecond of the first hit.
/// </remarks>
internal sealed class CodecPool<T>(Func<T> create) : IDisposable
    where T : class, IDisposable
{
    private readonly List<T> _free = [];

    /// <returns>One that is the caller's until he gives it back or disposes of it.</returns>
    public T Take()
    {
        lock (_free)
        {
            if (_free.Count > 0)
            {
                var last = _free[_free.Count - 1];
                _free.RemoveAt(_free.Count - 1);
                return last;
            }
        }

        return create();
    }

    /// <summary>Only after a frame that ended well: after an error a codec's state is unknown.</summary>
    public void Give(T codec)
    {
        lock (_free)
        {
            _free.Add(codec);
        }
    }

    public void Dispose()
    {
        lock (_free)
        {
            _free.ForEach(codec => codec.Dispose());
            _free.Clear();
        }
    }
}
