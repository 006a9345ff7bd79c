using System.Globalization;

namespace PdfTract.Cache.Stress.Oracle;

/// <summary>What a worker saw or did.</summary>
internal enum JournalEvent
{
    /// <summary>A store is about to begin: from now on its value may be seen by anybody.</summary>
    Intent,
    Stored,
    StoreFailed,
    Hit,
    Miss,
    Cleaned,
    Damaged,
    Violation,

    /// <summary>The last line of a worker that ended by itself.</summary>
    Finished,
}

/// <summary>One line of a worker's journal.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Identity">To which value; of a miss, only the key counts.</param>
/// <param name="Microseconds">How long it took.</param>
/// <param name="At">When, in milliseconds since the run began.</param>
/// <param name="Detail">A reason or a message; one word or a sentence without line ends.</param>
internal sealed record JournalLine(JournalEvent Event, ValueIdentity Identity, long Microseconds, long At, string Detail)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)Event} {Identity} {Microseconds} {At} {Detail.Replace('\n', ' ')}");

    /// <returns>Null for the torn last line of a worker that was killed.</returns>
    public static JournalLine? Parse(string line)
    {
        var parts = line.Split(' ', 7);
        return parts.Length == 7
            && int.TryParse(parts[0], out var what)
            && int.TryParse(parts[1], out var key) && int.TryParse(parts[2], out var writer) && int.TryParse(parts[3], out var sequence)
            && long.TryParse(parts[4], out var microseconds) && long.TryParse(parts[5], out var at)
            ? new JournalLine((JournalEvent)what, new ValueIdentity(key, writer, sequence), microseconds, at, parts[6])
            : null;
    }
}
