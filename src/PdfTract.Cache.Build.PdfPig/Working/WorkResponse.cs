using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>One line of the output: Bazel's WorkResponse in JSON.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Output">For the build's log: lines in MSBuild's form, such as <c>error PDFC1014: ...</c>. Empty when there is nothing to say.</param>
/// <param name="Failed">The document failed, and what was written is not whole.</param>
/// <param name="Pages">How many pages the document has; null where nobody asked.</param>
/// <param name="IsLast">The process cannot go on: it ends after this answer.</param>
internal sealed record WorkResponse(int Id, string Output, bool Failed, int? Pages = null, bool IsLast = false)
{
    /// <returns>UTF-8, with the line feed.</returns>
    public byte[] ToLine()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var json = new JsonTextWriter(text);
        json.BeginObject();
        json.Name("exitCode").Number(Failed ? 1 : 0);
        json.Name("output").String(Output);
        json.Name("requestId").Number(Id);
        if (Pages is { } pages)
        {
            json.Name("pages").Number(pages);
        }

        json.EndObject().EndLine();
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
