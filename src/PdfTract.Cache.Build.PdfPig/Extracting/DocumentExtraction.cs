using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Writes the outputs of one document. All of them come from one parse and are written page by page. The caller named files of its
/// own for them: when something goes wrong they are left as they are, and nobody takes them for results.
/// </summary>
internal static class DocumentExtraction
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="pdf">The document.</param>
    /// <param name="request">What to write, and of which pages.</param>
    /// <param name="messages">Takes a warning for each page that is left empty.</param>
    /// <exception cref="ExtractionFailedException">A page cannot be read, or a file cannot be written.</exception>
    public static void Write(SourceDocument pdf, ExtractionRequest request, MessageLines messages)
    {
        var files = new List<TextWriter>();
        try
        {
            var writers = Create(request, files);
            WritePages(pdf, request, writers, messages);

            // That the disk is full may show only here.
            files.ForEach(file => file.Dispose());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ExtractionFailedException(FailureCodes.OutputNotWritable,
                $"The outputs of '{request.Input}' cannot be written: {e.Message} Check the space and the permissions of PdfExtractOutputDirectory.", e);
        }
        finally
        {
            files.ForEach(Abandon);
        }
    }

    private static List<IOutputWriter> Create(ExtractionRequest request, List<TextWriter> files)
    {
        var writers = new List<IOutputWriter>();
        foreach (var (kind, path) in request.Outputs)
        {
            var file = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read), Utf8);
            files.Add(file);
            writers.Add(OutputKinds.CreateWriter(kind, file));
        }

        return writers;
    }

    private static void WritePages(SourceDocument pdf, ExtractionRequest request, List<IOutputWriter> writers, MessageLines messages)
    {
        var pages = request.Pages ?? PageRange.All;
        if (pages.First == 1)
        {
            writers.ForEach(writer => writer.Begin(pdf.Description));
        }
        else
        {
            writers.ForEach(writer => writer.Continue());
        }

        for (var number = pages.First; number <= Math.Min(pages.Last, pdf.PageCount); number++)
        {
            var page = pdf.ReadPage(number);
            if (page.Failure is { } failure)
            {
                if (!request.EmptiesUnreadablePages)
                {
                    throw failure;
                }

                messages.AddWarning(failure.Code, failure.Message);
            }

            writers.ForEach(writer => writer.Write(page.Contents, page.Reason));
        }

        if (pages.First <= pdf.PageCount && pdf.PageCount <= pages.Last)
        {
            writers.ForEach(writer => writer.End());
        }
    }

    private static void Abandon(TextWriter file)
    {
        try
        {
            file.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What made the extraction fail is worth telling, and this is not.
        }
    }
}
