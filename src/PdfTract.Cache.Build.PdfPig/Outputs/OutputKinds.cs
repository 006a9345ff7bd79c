namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The output kinds that the extractor knows.</summary>
internal static class OutputKinds
{
    private static readonly Dictionary<string, Func<TextWriter, IOutputWriter>> Writers = new(StringComparer.Ordinal)
    {
        [PdfPigExtractor.TextKind] = writer => new TextOutputWriter(writer),
        [PdfPigExtractor.JsonKind] = writer => new JsonOutputWriter(writer),
    };

    /// <summary>For a message.</summary>
    public const string Supported = $"'{PdfPigExtractor.TextKind}' and '{PdfPigExtractor.JsonKind}'";

    public static bool IsSupported(string kind) => Writers.ContainsKey(kind);

    public static IOutputWriter CreateWriter(string kind, TextWriter writer) => Writers[kind](writer);
}
