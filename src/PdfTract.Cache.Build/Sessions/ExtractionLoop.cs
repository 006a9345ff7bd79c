using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Workers;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>
/// Extracts documents on the granted cores: in the session's order and without those that others have stored meanwhile, or
/// one after another where there is no session. A thread that finds no document left helps with those that others have in hand.
/// </summary>
/// <param name="engine">Of the task.</param>
/// <param name="session">The cache's part of it; null without a cache.</param>
/// <param name="extract">Extracts the document of an index; returns how long it took, or null when it failed.</param>
/// <param name="sharing">Where threads offer parts of their documents to each other; null where documents have none.</param>
internal sealed class ExtractionLoop(IBuildEngine engine, ExtractionSession? session, Func<int, TimeSpan?> extract, PageSharing? sharing)
{
    /// <param name="documents">What is to be extracted.</param>
    /// <param name="parts">How many threads may have something to do at the same time.</param>
    /// <param name="cancellationToken">The task's.</param>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is running any more.</exception>
    public void Run(IReadOnlyList<PlannedDocument> documents, int parts, CancellationToken cancellationToken) =>
        GrantedCores.Use(engine, parts, cores =>
        {
            void Help() => sharing?.Help(cancellationToken);
            void SetIdle(bool isIdle)
            {
                if (isIdle)
                {
                    sharing?.Settle();
                }
                else
                {
                    sharing?.Expect();
                }

                cores.SetIdle(isIdle);
            }

            var (take, end) = session?.Open(documents, SetIdle, Help, cancellationToken) ?? InOrder(documents.Count, SetIdle, Help);
            GrantedCores.ForAll(cores.Count, () => Take(take), document => Extract(document, end), cancellationToken);
        });

    private static (Func<int?> Take, Action<int, long?> End) InOrder(int count, Action<bool> setIdle, Action help)
    {
        var taken = 0;
        return (Take, (_, _) => { });

        int? Take()
        {
            if (Interlocked.Increment(ref taken) is var i && i <= count)
            {
                return i - 1;
            }

            help();
            setIdle(true);
            return null;
        }
    }

    private int? Take(Func<int?> take)
    {
        int? document = null;
        sharing?.Expect();
        try
        {
            return document = take();
        }
        finally
        {
            if (document is null)
            {
                sharing?.Settle();
            }
        }
    }

    private void Extract(int document, Action<int, long?> end)
    {
        TimeSpan? elapsed = null;
        try
        {
            elapsed = extract(document);
        }
        finally
        {
            sharing?.Settle();
            end(document, (long?)elapsed?.TotalMilliseconds);
        }
    }
}
