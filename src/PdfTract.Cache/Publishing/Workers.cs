using System.Runtime.ExceptionServices;

namespace PdfTract.Cache;

/// <summary>
/// Threads of its own for work that waits for the disk. The thread pool counts a waiting thread as one that works, and adds one or
/// two a second.
/// </summary>
internal static class Workers
{
    /// <summary>Calls <paramref name="work"/> once for each index, in no order, on this thread and some more, and returns when all are done.</summary>
    /// <exception cref="Exception">What a call threw, the first of them; the rest is not begun then, and no call is running any more.</exception>
    public static void For(int count, int threads, Action<int> work)
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

        var others = new Thread[Math.Max(0, Math.Min(count, threads) - 1)];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true, Name = "PDF cache: store" };
            others[i].Start();
        }

        Work();
        foreach (var other in others)
        {
            other.Join();
        }

        failure?.Throw();
    }
}
