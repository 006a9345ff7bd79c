namespace PdfTract.Cache.Build.Secrets;

/// <summary>
/// A secret option with its value. A class and no record: nothing that prints it may print the value.
/// </summary>
internal sealed class Secret(string name, string value)
{
    public string Name { get; } = name;

    /// <summary>For an extractor, the digest and the mask. It goes into no message, no item and no file.</summary>
    public string Value { get; } = value;

    public override string ToString() => Name;
}
