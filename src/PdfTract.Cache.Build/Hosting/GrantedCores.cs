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
    public static void For(IBuildEngine engine, int count, Action<int> work, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return;
        }

        var wanted = Math.Min(count, Environment.ProcessorCount);
        var cores = engine as IBuildEngine9;
        var granted = cores?.RequestCores(wanted) ?? 1;
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, granted), CancellationToken = cancellationToken };
            Parallel.For(0, count, options, work);
        }
        catch (AggregateException e) when (e.InnerExceptions.Any(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            if (granted > 0)
            {
                cores?.ReleaseCores(granted);
            }
        }
    }
}
