using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>Operations in journals, and in the page's words.</summary>
internal static class OperationExtensions
{
    /// <returns>Null for a line that is no operation of its own.</returns>
    public static Operation? ToOperation(this JournalLine line) => line.Event switch
    {
        JournalEvent.Hit => Operation.Hit,
        JournalEvent.Miss => Operation.Miss,
        JournalEvent.Stored => Operation.Store,
        JournalEvent.StoreFailed => Operation.FailedStore,
        JournalEvent.Cleaned => Operation.Cleanup,
        _ => null,
    };

    public static string Title(this Operation operation) => operation switch
    {
        Operation.Hit => "Restore: hit",
        Operation.Miss => "Restore: miss",
        Operation.Store => "Store",
        Operation.FailedStore => "Store that failed",
        _ => "Clean-up",
    };

    /// <summary>A word for narrow places, and the name of the style.</summary>
    public static string Word(this Operation operation) => operation switch
    {
        Operation.Hit => "hit",
        Operation.Miss => "miss",
        Operation.Store => "store",
        Operation.FailedStore => "failed",
        _ => "clean",
    };
}
