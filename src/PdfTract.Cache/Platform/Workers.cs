using System.Runtime.ExceptionServices;

namespace PdfTract.Cache.Platform;

/// <summary>
/// Threads of its own for work that waits for the disk. The thread pool counts a waiting thread as one that works, and adds one or
/// two a second. None of them is needed for the work to end: what cannot start is done by the caller (H79).
/// </summary>
internal static class Workers
{
    /// <summary>Calls <paramref name="work"/> once for each index, in no order, on this thread and some more, and returns when all are done.</summary>
    /// <exception cref="Exception">What a call threw, the first of them; the rest is not begun then, and no call is running any more.</exception>
    public static void For(int count, int threads, Action<int> work) => For(count, threads, work, (run, name) => BackgroundThread.TryStart(run, name));

    /// <summary>The same; <paramref name="tryStart"/> starts a thread with a name, or says null: for tests.</summary>
    internal static void For(int count, int threads, Action<int> work, Func<Action, string, Thread?> tryStart)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;

        void Work()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                {
                    work(i);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                Volatile.Write(ref next, count);
            }
        }

        var others = new List<Thread>();
        while (others.Count < Math.Min(count, threads) - 1 && tryStart(Work, "PDF cache: store") is { } other)
        {
            others.Add(other);
        }

        Work();
        others.ForEach(other => other.Join());
        failure?.Throw();
    }
}
