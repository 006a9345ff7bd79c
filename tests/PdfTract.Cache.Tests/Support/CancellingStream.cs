namespace PdfTract.Cache.Tests;

/// <summary>Cancels when it is written to for the first time, and counts what is written.</summary>
internal sealed class CancellingStream(CancellationTokenSource cancellation) : MemoryStream
{
    public long Written { get; private set; }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Written += count;
        cancellation.Cancel();
    }
}
