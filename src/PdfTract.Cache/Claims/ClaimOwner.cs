using System.Globalization;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Claims;

/// <summary>The process that left a claim.</summary>
/// <param name="Scope">Where its id means something: see <see cref="ProcessScope"/>.</param>
/// <param name="ProcessId">Its id there.</param>
/// <param name="Started">When it began, as <see cref="ProcessLife"/> counts; ids are used again.</param>
internal sealed record ClaimOwner(string Scope, int ProcessId, long Started)
{
    private const string FirstLine = "pdftract-claim 1";

    /// <summary>This process.</summary>
    public static ClaimOwner Current { get; } = new(ProcessScope.Current, Pid.Value, ProcessLife.StartOf(Pid.Value) ?? ProcessLife.Gone);

    /// <returns>Null unless the text is exactly what <see cref="ToString"/> gives.</returns>
    public static ClaimOwner? Parse(string text)
    {
        var lines = text.Split('\n');
        return lines.Length == 4
            && lines[0] == FirstLine
            && int.TryParse(lines[2], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            && long.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var started)
            ? new ClaimOwner(lines[1], processId, started)
            : null;
    }

    /// <returns>Null when it cannot be told from here: another machine's or container's, or one that this user may not see.</returns>
    public bool? IsRunning()
    {
        var started = Scope == ProcessScope.Current ? ProcessLife.StartOf(ProcessId) : null;
        return started is null ? null : started == Started;
    }

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}\n{1}\n{2}\n{3}", FirstLine, Scope, ProcessId, Started);
}
