namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Does what a request asks for. One request at a time.</summary>
internal sealed class ExtractionWorker
{
    private readonly KeptDocument _kept = new();
    private readonly MemoryLimit _memory = new();

    /// <summary>Never throws: whatever goes wrong is in the answer.</summary>
    public WorkResponse Answer(WorkRequest work)
    {
        var input = "";
        try
        {
            var request = ExtractionRequest.Parse(work.Arguments);
            input = request.Input;
            OutputKinds.Check(request);
            var messages = new MessageLines();
            var pdf = _kept.Open(request, work.Digest);
            var pages = pdf.PageCount;
            DocumentExtraction.Write(pdf, request, messages);
            if (request.Pages is null)
            {
                _kept.Close();
            }

            return _memory.IsExceeded ? OutOfMemory() : new WorkResponse(work.Id, messages.ToString(), Failed: false, request.Pages is null ? null : pages);
        }
        catch (Exception) when (_memory.IsExceeded)
        {
            return OutOfMemory();
        }
        catch (ExtractionFailedException failure)
        {
            return Failure(failure.Code, failure.Message);
        }
        catch (Exception e)
        {
            var failure = SourceDocument.Broken(input, "", PlainReason.Of(e), e);
            return Failure(failure.Code, failure.Message);
        }

        WorkResponse OutOfMemory() =>
            Failure(FailureCodes.TooLittleMemory, $"'{input}' {MemoryLimit.Describe()}, or remove the file from the PdfDocument items.") with { IsLast = true };

        WorkResponse Failure(string code, string message)
        {
            _kept.Close();
            return new WorkResponse(work.Id, MessageLines.Error(code, message), Failed: true);
        }
    }
}
