using System.Runtime.ExceptionServices;
using Microsoft.Build.Framework;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Hosting;

/// <summary>
/// Parallel work inside a task, bounded by the cores that MSBuild grants: N nodes that each took all cores would be N times
/// too many. The first request of a task never blocks, so there is exactly one.
/// </summary>
internal static class GrantedCores
{
    /// <summary>Calls <paramref name="work"/> once for each index, in no order, and returns when all are done.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; no work is running any more.</exception>
    public static void For(IBuildEngine engine, int count, Action<int> work, CancellationToken cancellationToken) =>
        Use(engine, count, cores => For(cores.Count, count, work, cancellationToken));

    /// <summary>The same on cores that were granted already.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; no work is running any more.</exception>
    public static void For(int cores, int count, Action<int> work, CancellationToken cancellationToken)
    {
        var taken = 0;
        ForAll(cores, () => Interlocked.Increment(ref taken) is var i && i <= count ? i - 1 : null, work, cancellationToken);
    }

    /// <summary>Does some work on as many cores as are granted for it, and gives them back. Where there is nothing to do it asks for none.</summary>
    /// <param name="engine">Grants the cores.</param>
    /// <param name="most">How many things there may be to do.</param>
    /// <param name="work">Gets the cores that it may keep busy.</param>
    public static void Use(IBuildEngine engine, int most, Action<CoreGrant> work)
    {
        if (most > 0)
        {
            using var cores = new CoreGrant(engine, Math.Min(most, Environment.ProcessorCount));
            work(cores);
        }
    }

    /// <summary>Calls <paramref name="work"/> for whatever <paramref name="take"/> gives, until it gives nothing, and returns when all is done.</summary>
    /// <remarks>
    /// On threads of its own. Such a thread waits for an extractor or for another build most of the time, and the thread pool counts a waiting
    /// thread as one that works: what has to run there meanwhile, such as the reading of the extractor's output, would come half a second late.
    /// </remarks>
    /// <param name="threads">How many threads, this one among them.</param>
    /// <param name="take">Called by several threads at once, each of which ends when it gets null.</param>
    /// <param name="work">Called by several threads at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled; no work is running any more.</exception>
    public static void ForAll(int threads, Func<int?> take, Action<int> work, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? failure = null;
        var others = new List<Thread>();
        while (others.Count < threads - 1 && BackgroundThread.TryStart(Loop, "PDF cache: work") is { } thread)
        {
            others.Add(thread);
        }

        Loop();
        others.ForEach(thread => thread.Join());
        failure?.Throw();
        cancellationToken.ThrowIfCancellationRequested();

        void Loop()
        {
            try
            {
                while (Volatile.Read(ref failure) is null && !cancellationToken.IsCancellationRequested && take() is { } item)
                {
                    work(item);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }
}
