namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What drawing a page has cost so far. A file of some kilobytes can draw for years: forms that draw each other ten times, ten levels deep.</summary>
internal sealed class PageBudget
{
    private int _operations;
    private int _forms;
    private long _bytes;

    /// <exception cref="PageLimitException">That is too much.</exception>
    public void SpendOperation()
    {
        if (++_operations > ReadingLimits.OperationsPerPage)
        {
            throw new PageLimitException($"it is drawn with more than {ReadingLimits.OperationsPerPage:N0} operations.");
        }
    }

    /// <exception cref="PageLimitException">That is too much.</exception>
    public void SpendContent(int bytes, int depth)
    {
        _bytes += bytes;
        if (_bytes > ReadingLimits.ContentBytesPerPage)
        {
            throw new PageLimitException($"it is drawn with more than {ReadingLimits.ContentBytesPerPage / (1024 * 1024)} MB of content.");
        }

        if (depth == 0)
        {
            return;
        }

        if (++_forms > ReadingLimits.FormsPerPage)
        {
            throw new PageLimitException($"it draws more than {ReadingLimits.FormsPerPage:N0} forms (XObjects).");
        }

        if (depth > ReadingLimits.FormDepth)
        {
            throw new PageLimitException($"its forms (XObjects) draw one another more than {ReadingLimits.FormDepth} levels deep.");
        }
    }
}
