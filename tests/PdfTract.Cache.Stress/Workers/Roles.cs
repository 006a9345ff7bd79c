using PdfTract.Cache.Stress.Hostile;
using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Workers;

/// <summary>What a worker does until it is done: one method a role, by name.</summary>
internal static class Roles
{
    private static readonly Dictionary<string, Action<WorkerContext>> ByName = new(StringComparer.Ordinal)
    {
        ["node"] = Node,
        ["reader"] = context => Repeat(context, () => context.Restore(context.RandomKey())),
        ["writer"] = context => Repeat(context, () => context.Store(context.RandomKey())),
        ["own-key"] = context => Repeat(context, () => context.Store(context.Settings.FirstKey)),
        ["extractor"] = Extract,
        ["store-each"] = context => Each(context, key => context.Store(key)),
        ["repairer"] = context => Repeat(context, () => Repair(context)),
        ["spoiler"] = context => Repeat(context, () =>
        {
            var key = context.RandomKey();
            Vandal.FlipLastByte(context, key);
            context.Restore(key);
        }),
        ["restore-each"] = context => Each(context, key => context.Restore(key)),
        ["cleaner"] = context => Repeat(context, () => context.Cleanup()),
        ["large-store"] = LargeOutput.Store,
        ["large-restore"] = LargeOutput.Restore,
        ["neighbour's victim"] = context => Repeat(context, () => Endure(context)),
        ["swapper"] = Swapper.Run,
        ["mover"] = Mover.Run,
        ["planter"] = Planter.Run,
        ["vandal"] = context => Repeat(context, () => Vandal.DamageOne(context)),
    };

    public static void Run(WorkerSettings settings)
    {
        using var context = new WorkerContext(settings);
        ByName[settings.Role](context);
        context.Journal.Write(JournalEvent.Finished, default);
    }

    private static void Node(WorkerContext context)
    {
        var claims = context.Cache.OpenClaims();
        Repeat(context, () => LookAndStore(context, claims));
    }

    /// <summary>What a build node does: look, and on a miss extract and store. Now and then it stores without looking, as after a change.</summary>
    private static void LookAndStore(WorkerContext context, ClaimRegistry claims)
    {
        var key = context.RandomKey();
        if (context.Random.Next(100) < context.Settings.StorePercent || !context.Restore(key).IsHit)
        {
            var claim = claims.TryTake(WorkerContext.KeyOf(key));
            context.Store(key);
            if (claim.Outcome == ClaimOutcome.Taken)
            {
                claims.Release(WorkerContext.KeyOf(key));
            }
        }
    }

    /// <summary>A node whose neighbour is hostile. Each round has claims of its own, as each build has, and some are ended by a clean-up.</summary>
    private static void Endure(WorkerContext context)
    {
        LookAndStore(context, context.Cache.OpenClaims());
        if (context.Random.Next(8) == 0)
        {
            try
            {
                context.Cleanup();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // As its contract says, and as the task expects: the neighbour just took the probe or the folder away.
                context.Journal.Write(JournalEvent.Cleaned, default, 0, e.Message);
            }
        }
    }

    /// <summary>What an extractor's task does: claims, extracts, stores, next; what others have claimed comes last, and is waited for.</summary>
    private static void Extract(WorkerContext context)
    {
        var keys = Enumerable.Range(context.Settings.FirstKey, context.Settings.Keys).ToArray();
        var budget = new WaitBudget();
        var settings = new CacheSettings(context.Settings.CacheDirectory) { Wait = TimeSpan.FromSeconds(context.Settings.WaitSeconds) };
        using var queue = new ExtractionQueue(
            context.Cache.OpenClaims(),
            [.. keys.Select(key => (CacheKey?)WorkerContext.KeyOf(key))],
            (i, _) => context.Restore(keys[i]).IsHit,
            (pause, token) => budget.TryPause(settings, pause, token));
        while (context.MayGoOn() && queue.TryTake(CancellationToken.None) is { } i)
        {
            context.Store(keys[i]);
            queue.Release(i);
        }
    }

    /// <summary>
    /// Damages an entry of its own and stores it anew at once. Nobody damages it after that, so it has to be there. A reader may
    /// have it aside for a moment, and puts it back; what is lost stays lost.
    /// </summary>
    private static void Repair(WorkerContext context)
    {
        const int Looks = 40;
        var key = context.RandomKey();
        Vandal.FlipLastByte(context, key);
        context.Store(key);
        Thread.Sleep(1);
        for (var look = 1; !context.Restore(key).IsHit; look++)
        {
            if (look == Looks)
            {
                context.Journal.Write(JournalEvent.Violation, new ValueIdentity(key, 0, 0), 0, $"key {key} was made anew and is lost (H01)");
                return;
            }

            Thread.Sleep(look);
        }
    }

    /// <summary>Each key once, in order: two workers in this role meet on every key.</summary>
    private static void Each(WorkerContext context, Action<int> operation)
    {
        for (var i = 0; i < context.Settings.Keys && context.MayGoOn(); i++)
        {
            operation(context.Settings.FirstKey + i);
        }
    }

    private static void Repeat(WorkerContext context, Action operation)
    {
        for (var i = 0; i < context.Settings.Iterations && context.MayGoOn(); i++)
        {
            operation();
        }
    }
}
