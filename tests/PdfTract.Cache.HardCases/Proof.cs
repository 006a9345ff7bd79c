namespace PdfTract.Cache.HardCases;

/// <summary>Something that ran and carries the numbers of hard cases.</summary>
/// <param name="Numbers">The cases.</param>
/// <param name="Where">The test's class, or the stress profile.</param>
/// <param name="Name">The test, or the row.</param>
/// <param name="Result">How it ended.</param>
internal sealed record Proof(IReadOnlyList<string> Numbers, string Where, string Name, string Result)
{
    public const string Passed = "passed";
    public const string Failed = "failed";
}
