using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build;

/// <summary>
/// How a task that extracts gets its documents from the cache, one at a time, and hands each result over at once: from an object
/// that the restore leaves with the process (<see cref="ProcessObjects"/>). The two tasks may be in two packages that are loaded apart, so nothing is in
/// between but types that they share: those of .NET and of MSBuild.
/// </summary>
/// <remarks>
/// The object is an <see cref="IServiceProvider"/> of one service, which is a function: it takes the items of each document, a function that is told
/// when a thread has nothing to do for a while (true) and when it has again (false), and the task's token. It gives two functions that any number of threads
/// may call. The first gives the index of the next document to extract, or null, and may wait for other builds before that; the second is told an index and
/// how many milliseconds its extraction took, or null when it failed.
/// </remarks>
internal static class ExtractionHandover
{
    /// <summary>Its number changes when what lies behind it does.</summary>
    private const string KeyStart = "PdfTract.Cache.Build: extraction session, 2: ";

    /// <param name="engine">Disposes of what nobody took when the build ends.</param>
    /// <param name="session">Offers the service.</param>
    /// <returns>The session's name, to be handed from task to task; empty when the engine does not say when that is.</returns>
    public static string Leave(IBuildEngine engine, IServiceProvider session)
    {
        if (engine is not IBuildEngine4 keeper)
        {
            return "";
        }

        var name = Guid.NewGuid().ToString("N");
        ProcessObjects.Leave(keeper, KeyStart + name, session);
        return name;
    }

    /// <returns>The session, which nobody finds any more; null when there is none: without a cache, or in another process.</returns>
    public static object? Take(IBuildEngine engine, string name) =>
        name.Length == 0 || engine is not IBuildEngine4 keeper ? null : ProcessObjects.Take(keeper, KeyStart + name);

    /// <summary>
    /// Extracts documents on the granted cores: in the session's order and without those that others have stored meanwhile, or
    /// one after another where there is no session.
    /// </summary>
    /// <param name="engine">Of the task.</param>
    /// <param name="session">The session's name; may be empty.</param>
    /// <param name="documents">What is to be extracted.</param>
    /// <param name="extract">Extracts the document of an index; returns how long it took, or null when it failed.</param>
    /// <param name="cancellationToken">The task's.</param>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is running any more.</exception>
    public static void Extract(
        IBuildEngine engine, string session, IReadOnlyList<PlannedDocument> documents, Func<int, TimeSpan?> extract, CancellationToken cancellationToken)
    {
        if (Find(session) is not { } open)
        {
            GrantedCores.For(engine, documents.Count, i => extract(i), cancellationToken);
            return;
        }

        GrantedCores.Use(engine, documents.Count, cores =>
        {
            var (take, end) = open([.. documents.Select(document => document.Items.ToArray())], cores.SetIdle, cancellationToken);
            GrantedCores.ForAll(cores.Count, take, document => Run(document, end), cancellationToken);
        });

        void Run(int document, Action<int, long?> end)
        {
            TimeSpan? elapsed = null;
            try
            {
                elapsed = extract(document);
            }
            finally
            {
                end(document, (long?)elapsed?.TotalMilliseconds);
            }
        }
    }

    private static Func<ITaskItem[][], Action<bool>, CancellationToken, (Func<int?> Take, Action<int, long?> End)>? Find(string name) =>
        name.Length == 0
            ? null
            : (ProcessObjects.Find(KeyStart + name) as IServiceProvider)
                ?.GetService(typeof(Func<ITaskItem[][], Action<bool>, CancellationToken, (Func<int?>, Action<int, long?>)>))
                as Func<ITaskItem[][], Action<bool>, CancellationToken, (Func<int?>, Action<int, long?>)>;
}
