namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The output kinds that the extractor knows.</summary>
internal static class OutputKinds
{
    /// <exception cref="ExtractionFailedException">A kind is asked for that is not known.</exception>
    public static void Check(ExtractionRequest request)
    {
        foreach (var (kind, _) in request.Outputs)
        {
            if (kind is not (PdfPigExtractor.TextKind or PdfPigExtractor.JsonKind))
            {
                throw new ExtractionFailedException(FailureCodes.UnknownOutputKind,
                    $"'{request.Input}' is to be extracted as '{kind}', which PdfPig's extractor does not know. It knows "
                    + $"'{PdfPigExtractor.TextKind}' and '{PdfPigExtractor.JsonKind}'. Correct PdfExtractOutputs.");
            }
        }
    }

    /// <param name="kind">One that <see cref="Check"/> let through.</param>
    /// <param name="file">Takes the output.</param>
    public static IOutputWriter CreateWriter(string kind, TextWriter file) =>
        kind == PdfPigExtractor.JsonKind ? new JsonOutputWriter(file) : new TextOutputWriter(file);
}
