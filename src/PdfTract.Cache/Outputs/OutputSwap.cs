using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Outputs;

/// <summary>Renames a document's finished temps over their destinations: all, or none is left changed (H27).</summary>
internal sealed class OutputSwap(IReadOnlyList<PendingOutput> outputs, CacheSettings? settings = null)
{
    /// <exception cref="IOException">A destination cannot be replaced; the others are as they were.</exception>
    /// <exception cref="UnauthorizedAccessException">A destination may not be replaced; the others are as they were.</exception>
    public void Run()
    {
        // A single rename is all or nothing by itself.
        if (outputs.Count > 1)
        {
            foreach (var output in outputs)
            {
                output.BackUp();
            }
        }

        settings?.Reached(ProtocolStep.RestoreBackedUp, "");
        try
        {
            foreach (var output in outputs)
            {
                output.Replace();
                settings?.Reached(ProtocolStep.RestoreOneReplaced, output.Destination);
            }
        }
        catch
        {
            foreach (var output in outputs)
            {
                output.RollBack();
            }

            throw;
        }
    }
}
