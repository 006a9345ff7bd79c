namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What the arguments of a request ask for.</summary>
internal sealed class ExtractionRequest
{
    /// <summary>The secret that opens an encrypted document.</summary>
    public const string PasswordName = "password";

    private ExtractionRequest()
    {
    }

    /// <summary>The document's path; empty when no argument names it.</summary>
    public string Input { get; private set; } = "";

    /// <summary>The files to write, each with its kind.</summary>
    public List<(string Kind, string Path)> Outputs { get; } = [];

    /// <summary>The secret named <c>password</c>. Other secrets open nothing.</summary>
    public string? Password { get; private set; }

    /// <summary>Null: the whole document.</summary>
    public PageRange? Pages { get; private set; }

    /// <summary>A page that cannot be read is an empty page. Otherwise the document fails.</summary>
    public bool EmptiesUnreadablePages { get; private set; }

    /// <exception cref="ExtractionFailedException">An argument is not known, or has no usable value.</exception>
    public static ExtractionRequest Parse(IReadOnlyList<string> arguments)
    {
        var request = new ExtractionRequest();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--")
            {
                request.RefuseOptions(arguments.Count - i - 1);
                break;
            }

            request.Add(arguments[i]);
        }

        return request.Input.Length > 0 && request.Outputs.Count > 0
            ? request
            : throw Invalid("The request names no document, or no output.");
    }

    private void RefuseOptions(int count)
    {
        if (count > 0)
        {
            throw new ExtractionFailedException(FailureCodes.InvalidOptions,
                $"'{Input}' has options, and PdfPig's extractor takes none: they would do nothing. Remove PdfExtractOptions, or the item's ExtractOptions.");
        }
    }

    private void Add(string argument)
    {
        if (After("--input=", argument) is { } input)
        {
            Input = input;
        }
        else if (After("--output:", argument) is { } output && Split(output) is var (kind, path))
        {
            Outputs.Add((kind, path));
        }
        else if (After("--secret:", argument) is { } secret && Split(secret) is var (name, value))
        {
            Password = name == PasswordName ? value : Password;
        }
        else if (After("--pages=", argument) is { } pages)
        {
            Pages = PageRange.Parse(pages) ?? throw Invalid($"'{argument}' names no pages.");
        }
        else if (argument == "--unreadable-pages=empty")
        {
            EmptiesUnreadablePages = true;
        }
        else
        {
            // Without its value: that may be a secret under a misspelled name.
            throw Invalid($"The argument '{argument.Split('=', ':')[0]}' is not known.");
        }
    }

    private static string? After(string start, string argument) => argument.StartsWith(start, StringComparison.Ordinal) ? argument[start.Length..] : null;

    private static (string Name, string Value)? Split(string text) =>
        text.IndexOf('=') is > 0 and var equals ? (text[..equals], text[(equals + 1)..]) : null;

    private static ExtractionFailedException Invalid(string what) => new(FailureCodes.InvalidOptions,
        what + " PdfTract.Cache.Build and PdfTract.Cache.Build.PdfPig are of versions that do not fit together. Use the same version of both.");
}
