namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The JSON of docs/extraction-json.md, one page a line.</summary>
internal sealed class JsonOutputWriter(TextWriter writer) : IOutputWriter
{
    private readonly JsonTextWriter _json = new(writer);

    public void Begin(DocumentDescription document)
    {
        _json.BeginObject();
        _json.Name("schema").Number(PdfPigExtractor.JsonSchema);
        _json.Name("producer").String(PdfPigExtractor.Name);
        _json.Name("document").BeginObject();
        _json.Name("pages").Number(document.Pages);
        WriteKnown("pdfVersion", document.PdfVersion);
        WriteKnown("title", document.Title);
        WriteKnown("author", document.Author);
        WriteKnown("subject", document.Subject);
        WriteKnown("keywords", document.Keywords);
        WriteKnown("creator", document.Creator);
        WriteKnown("producer", document.Producer);
        WriteKnown("created", document.Created);
        WriteKnown("modified", document.Modified);
        _json.EndObject();
        _json.Name("pages").BeginArray();
    }

    public void Continue() => _json.ContinueArray();

    public void Write(PageContents page, string? error)
    {
        _json.BreakLine().BeginObject();
        _json.Name("number").Number(page.Number);
        _json.Name("width").Number(page.Width);
        _json.Name("height").Number(page.Height);
        _json.Name("rotation").Number(page.Rotation);
        WriteKnown("error", error);
        _json.Name("text").String(page.Text);
        _json.Name("words").BeginArray();
        foreach (var word in page.Words)
        {
            _json.BeginObject();
            _json.Name("text").String(word.Text);
            _json.Name("box").BeginArray();
            _json.Number(word.Box.Left).Number(word.Box.Bottom).Number(word.Box.Right).Number(word.Box.Top);
            _json.EndArray().EndObject();
        }

        _json.EndArray().EndObject().Flush();
    }

    public void End()
    {
        _json.EndLine();
        _json.EndArray().EndObject().EndLine();
    }

    private void WriteKnown(string name, string? value)
    {
        if (value is not null)
        {
            _json.Name(name).String(value);
        }
    }
}
