namespace PdfTract.Cache.Tests;

/// <summary>Counts what is written, keeps none of it, and cancels at the first byte if it was given something to cancel.</summary>
internal sealed class CountingStream(CancellationTokenSource? cancellation = null) : MemoryStream
{
    public long Written { get; private set; }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Written += count;
        cancellation?.Cancel();
    }
}
