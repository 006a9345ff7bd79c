using System.Globalization;
using System.Text.RegularExpressions;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>
/// Tells of documents that failed, as they fail: what the program printed once for each reason, then one line a document. When the same failure has come
/// so often that it is the command and not the documents, the rest need not be tried (H63). May be called from several threads.
/// </summary>
/// <param name="logError">Takes code, document and message.</param>
/// <param name="logText">Takes what a program printed, when it is too long for an error: MSBuild shows each error twice.</param>
/// <param name="logDetail">Takes what is shown at low importance.</param>
/// <param name="mayStop">Whether the rest may be left out. Where the build goes on without what failed, all others have to be tried.</param>
internal sealed class FailureLog(Action<string, string?, string> logError, Action<string> logText, Action<string> logDetail, bool mayStop = true)
{
    /// <summary>After so many same failures in a row the rest is not started.</summary>
    public const int MostInARow = 10;

    /// <summary>So many errors are a page of a log; what fails beyond that is counted.</summary>
    private const int MostErrors = 50;

    /// <summary>Of so many reasons the whole text is shown.</summary>
    private const int MostTexts = 3;

    /// <summary>Lines of the beginning and of the end of a text.</summary>
    private const int MostLines = 15;

    /// <summary>A text of so many lines and characters fits into an error.</summary>
    private const int MostLinesInError = 3;
    private const int MostCharactersInError = 400;

    /// <summary>Times, process ids and addresses differ between two prints of one failure. A page's number has one or two digits, and tells failures apart.</summary>
    private static readonly Regex Varying = new(@"0x[0-9A-Fa-f]+|(?:[0-9][:.,/TZ+-]*){3,}", RegexOptions.CultureInvariant);

    private readonly object _gate = new();
    private readonly Dictionary<string, string> _firstOf = new(StringComparer.Ordinal);
    private string? _last;
    private int _inARow;
    private int _errors;
    private int _texts;
    private int _untold;

    /// <summary>Whether the rest is not to be started.</summary>
    public bool IsStopped
    {
        get
        {
            lock (_gate)
            {
                return mayStop && _inARow >= MostInARow;
            }
        }
    }

    public void Succeeded()
    {
        lock (_gate)
        {
            if (_inARow < MostInARow)
            {
                _inARow = 0;
            }
        }
    }

    /// <param name="document">The document.</param>
    /// <param name="printed">What the program printed; null when it did not run.</param>
    /// <param name="failure">What went wrong.</param>
    public void Failed(PlannedDocument document, string? printed, ExtractionFailure failure)
    {
        var reason = ReasonOf(document, printed ?? "", failure);
        lock (_gate)
        {
            if (_inARow < MostInARow)
            {
                _inARow = failure.IsOfDocument ? 0 : _last == reason ? _inARow + 1 : 1;
            }

            _last = reason;
            if (_errors >= MostErrors)
            {
                _untold++;
                logDetail($"{failure.Code}: {failure.Problem} {printed}");
                return;
            }

            _errors++;
            if (_firstOf.TryGetValue(reason, out var first))
            {
                logError(failure.Code, document.Path, $"Extracting '{document.Path}' failed as '{first}' did: {failure.Kind}.");
                return;
            }

            _firstOf.Add(reason, document.Path);
            logError(failure.Code, document.Path, $"{failure.Problem} {Say(document, printed)}{failure.Advice}");
        }
    }

    /// <summary>Tells of those that there was no error for.</summary>
    /// <param name="notStarted">How many documents were not tried.</param>
    public void Finish(int notStarted)
    {
        if (_untold > 0)
        {
            logError(DiagnosticCodes.ExtractorFailed, null,
                $"{Count(_untold)} failed besides these {MostErrors}. A log with all details (-bl, or -v:detailed) names each of them.");
        }

        if (notStarted > 0)
        {
            logError(DiagnosticCodes.ExtractionStopped, null,
                $"{MostInARow} documents in a row failed in the same way, so the cause is likely to be the same for all, and {Count(notStarted)} were not started. "
                + "Repair what the errors name, or take those documents out, and build again.");
        }
    }

    private static string Count(int documents) => documents == 1 ? "1 more document" : documents.ToString(CultureInfo.InvariantCulture) + " more documents";

    /// <summary>Without what belongs to the document or the moment, and not to the failure.</summary>
    private static string ReasonOf(PlannedDocument document, string printed, ExtractionFailure failure)
    {
        string[] names = [failure.Scratch, document.Path, .. document.Outputs.Select(output => Path.GetFileName(output.Path)), Path.GetFileName(document.Path)];
        string WithoutNames(string text) => names.Where(name => name.Length > 0).Aggregate(text, (rest, name) => rest.Replace(name, "*"));
        return $"{failure.Code} {WithoutNames(failure.Kind)}\n{Varying.Replace(WithoutNames(printed), "#")}";
    }

    private string Say(PlannedDocument document, string? printed)
    {
        if (printed is null or "")
        {
            return printed is null ? "" : "It printed nothing. ";
        }

        var lines = printed.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        if (lines.Length <= MostLinesInError && printed.Length <= MostCharactersInError)
        {
            return $"It printed: '{string.Join(" / ", lines)}'. ";
        }

        var text = $"For '{document.Path}' it printed:\n{Shorten(printed)}";
        if (_texts++ < MostTexts)
        {
            logText(text);
        }
        else
        {
            logDetail(text);
        }

        return $"It printed {lines.Length} lines, which stand above this error (MSBuild's Terminal Logger hides them; -tl:off shows them), from '{Readable.Show(lines[0])}' to "
            + $"'{Readable.Show(lines[lines.Length - 1])}'. ";
    }

    private static string Shorten(string text)
    {
        var lines = text.Split('\n');
        return lines.Length <= 2 * MostLines
            ? text
            : string.Join("\n", [.. lines.Take(MostLines), $"[... {lines.Length - (2 * MostLines)} lines are left out ...]", .. lines.Skip(lines.Length - MostLines)]);
    }
}
