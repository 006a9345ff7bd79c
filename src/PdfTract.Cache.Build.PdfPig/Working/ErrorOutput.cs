using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Standard error, opened when something is written: to open it takes 5 ms, and most workers never write there.
/// </summary>
internal sealed class ErrorOutput : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Console.Error.Write(value);

    public override void Write(char[] buffer, int index, int count) => Console.Error.Write(buffer, index, count);

    public override void Write(string? value) => Console.Error.Write(value);
}
