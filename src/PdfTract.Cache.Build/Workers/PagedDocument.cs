using PdfTract.Cache.Build.Extracting;

namespace PdfTract.Cache.Build.Workers;

/// <summary>Pages of a document, counted from 1.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them; the document may have fewer pages.</param>
internal sealed record PageRange(int First, int Last)
{
    /// <summary>Small enough that the last ranges of a build end at about the same time, large enough that the exchange costs nothing beside the work.</summary>
    public const int Pages = 32;
}

/// <summary>
/// A document that is done in ranges of pages. How many pages it has, the answer to its first range says. The files of the ranges, one after another, are the
/// document's. All members may be called from any thread at once.
/// </summary>
internal sealed class PagedDocument(ExtractionJob job)
{
    private readonly object _gate = new();
    private readonly SortedList<int, (PageRange Range, string Printed)> _done = [];
    private TimeSpan _elapsed;
    private int? _pages;
    private int _next = 1;
    private int _running;
    private ExtractorAnswer? _failure;
    private Exception? _exception;

    public ExtractionJob Job => job;

    /// <summary>Whether there may be ranges for others to take: now, or when the first one is done.</summary>
    public bool MayHaveMore
    {
        get
        {
            lock (_gate)
            {
                return !IsOver && (_pages is null || _next <= _pages);
            }
        }
    }

    private bool IsOver => _failure is not null || _exception is not null;

    /// <returns>The next range; null when there is none, or not yet.</returns>
    public PageRange? TryTake()
    {
        lock (_gate)
        {
            if (IsOver || (_pages is null ? _next > 1 : _next > _pages))
            {
                return null;
            }

            var range = new PageRange(_next, _next + PageRange.Pages - 1);
            _next += PageRange.Pages;
            _running++;
            return range;
        }
    }

    /// <summary>The first range's files are the document's: what comes after is appended to them.</summary>
    public IReadOnlyList<(string Kind, string Path)> FilesOf(PageRange range) => range.First == 1
        ? job.Files
        : [.. job.Files.Select((file, i) => (file.Kind, Path.Combine(job.Scratch, FormattableString.Invariant($"{i}.{range.First}"))))];

    /// <param name="range">What was done.</param>
    /// <param name="answer">What the worker said.</param>
    /// <param name="pages">How many pages the document has.</param>
    public void Done(PageRange range, ExtractorAnswer answer, int? pages)
    {
        lock (_gate)
        {
            _elapsed += answer.Elapsed;
            if (answer.Failure is not null)
            {
                _failure ??= answer;
            }
            else
            {
                // A worker that does not say has done them all.
                _pages ??= pages ?? range.Last;
                _done.Add(range.First, (range, answer.Printed ?? ""));
            }

            End();
        }
    }

    /// <summary>A range could not even be asked for.</summary>
    public void Failed(Exception e)
    {
        lock (_gate)
        {
            _exception ??= e;
            End();
        }
    }

    /// <summary>Returns when nobody works on it any more.</summary>
    public void WaitForOthers()
    {
        lock (_gate)
        {
            while (_running > 0)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Puts the ranges together.</summary>
    /// <returns>What the extractor says of the document as a whole.</returns>
    public ExtractorAnswer Finish()
    {
        if (_exception is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(_exception).Throw();
        }

        if (_failure is not null)
        {
            return _failure with { Elapsed = _elapsed };
        }

        foreach (var (range, _) in _done.Values.Skip(1))
        {
            foreach (var (whole, part) in job.Files.Zip(FilesOf(range), (whole, part) => (whole.Path, part.Path)))
            {
                if (!PlainFile.Exists(part))
                {
                    // The document's own check finds the output missing.
                    File.Delete(whole);
                    continue;
                }

                using var from = File.OpenRead(part);
                using var to = new FileStream(whole, FileMode.Append, FileAccess.Write);
                from.CopyTo(to);
            }
        }

        return new ExtractorAnswer(_elapsed, string.Join("\n", _done.Values.Select(done => done.Printed)).Trim(), null);
    }

    private void End()
    {
        _running--;
        Monitor.PulseAll(_gate);
    }
}
