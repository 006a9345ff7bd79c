namespace PdfTract.Cache.Build.Tests;

internal static class TestCases
{
    /// <summary>The same case, by the same name, of another argument.</summary>
    public static TestCaseData Copy(this TestCaseData data, object argument) =>
        new TestCaseData(argument).SetArgDisplayNames(data.ArgDisplayNames ?? []);
}
