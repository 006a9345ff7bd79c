using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build;

/// <summary>
/// Parallel work inside a task, bounded by the cores that MSBuild grants: N nodes that each took all cores would be N times
/// too many. The first request of a task never blocks, so there is exactly one.
/// </summary>
internal static class GrantedCores
{
    /// <summary>Calls <paramref name="work"/> once for each index, in no order, and returns when all are done.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; no work is running any more.</exception>
    public static void For(IBuildEngine engine, int count, Action<int> work, CancellationToken cancellationToken) =>
        Use(engine, count, cores => For(cores, count, work, cancellationToken));

    /// <summary>The same on cores that were granted already.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; no work is running any more.</exception>
    public static void For(int cores, int count, Action<int> work, CancellationToken cancellationToken)
    {
        var taken = 0;
        ForAll(cores, () => Interlocked.Increment(ref taken) is var i && i <= count ? i - 1 : null, work, cancellationToken);
    }

    /// <summary>Calls <paramref name="work"/> for whatever <paramref name="take"/> gives, until it gives nothing, and returns when all is done.</summary>
    /// <param name="engine">Grants the cores.</param>
    /// <param name="most">How much there may be.</param>
    /// <param name="take">Called by several threads at once, each of which ends when it gets null.</param>
    /// <param name="work">Called by several threads at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled; no work is running any more.</exception>
    public static void ForAll(IBuildEngine engine, int most, Func<int?> take, Action<int> work, CancellationToken cancellationToken) =>
        Use(engine, most, cores => ForAll(cores, take, work, cancellationToken));

    /// <summary>Does some work on as many cores as are granted for it, and gives them back. Where there is nothing to do it asks for none.</summary>
    /// <param name="engine">Grants the cores.</param>
    /// <param name="most">How many things there may be to do.</param>
    /// <param name="work">Gets the number of cores that it may keep busy: one at least.</param>
    public static void Use(IBuildEngine engine, int most, Action<int> work)
    {
        if (most == 0)
        {
            return;
        }

        var cores = engine as IBuildEngine9;
        var granted = cores?.RequestCores(Math.Min(most, Environment.ProcessorCount)) ?? 1;
        try
        {
            work(Math.Max(1, granted));
        }
        finally
        {
            if (granted > 0)
            {
                cores?.ReleaseCores(granted);
            }
        }
    }

    private static void ForAll(int threads, Func<int?> take, Action<int> work, CancellationToken cancellationToken)
    {
        if (threads == 1)
        {
            // In a fresh node, the generics of Parallel.For cost the JIT 5 ms before the first document.
            Loop(static () => false);
            return;
        }

        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
            Parallel.For(0, threads, options, (_, state) => Loop(() => state.ShouldExitCurrentIteration));
        }
        catch (AggregateException e) when (e.InnerExceptions.Any(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellationToken);
        }

        void Loop(Func<bool> othersHaveFailed)
        {
            while (!othersHaveFailed() && !cancellationToken.IsCancellationRequested && take() is { } item)
            {
                work(item);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
