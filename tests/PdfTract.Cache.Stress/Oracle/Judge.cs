namespace PdfTract.Cache.Stress.Oracle;

/// <summary>
/// Decides from all journals together whether anything was seen that must not be. A worker alone can tell a torn value; only
/// here can be seen that nobody ever wrote what somebody read.
/// </summary>
internal static class Judge
{
    public static IReadOnlyList<string> Violations(IReadOnlyList<Evidence> workers)
    {
        var written = workers.SelectMany(worker => worker.Lines).Where(line => line.Event == JournalEvent.Intent).Select(line => line.Identity).ToHashSet();
        return [.. workers.SelectMany(worker => Of(worker, written))];
    }

    private static IEnumerable<string> Of(Evidence worker, HashSet<ValueIdentity> written)
    {
        var who = $"worker {worker.Settings.Worker} ({worker.Settings.Role}, process {worker.ProcessId})";
        foreach (var line in worker.Lines)
        {
            if (line.Event == JournalEvent.Violation)
            {
                yield return $"{who}: {line.Detail}";
            }
            else if (line.Event == JournalEvent.Hit && !written.Contains(line.Identity))
            {
                yield return $"{who}: read the value [{line.Identity}], which nobody wrote";
            }
        }

        if (worker.WasKilled)
        {
            yield break;
        }

        if (worker.ExitCode is null)
        {
            yield return $"{who}: did not end";
        }
        else if (worker.ExitCode != 0 || worker.Lines.Count == 0 || worker.Lines[^1].Event != JournalEvent.Finished)
        {
            yield return $"{who}: was lost, exit code {worker.ExitCode}: {worker.Errors}";
        }
    }
}
