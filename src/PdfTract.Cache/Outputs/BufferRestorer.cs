using PdfTract.Cache.Entries;

namespace PdfTract.Cache.Outputs;

/// <summary>Puts an entry's outputs into memory: all of them, or every buffer is empty.</summary>
internal sealed class BufferRestorer(IReadOnlyList<OutputBuffer> outputs, ZstdCodecs codecs) : IRestoreTarget
{
    /// <summary>What one array holds (Array.MaxLength, which .NET Framework does not name).</summary>
    private const int MaxLength = 0x7FFFFFC7;

    public int Take(EntryReader entry, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var output in outputs)
            {
                Fill(output, entry, entry.Metadata.Find(output.Kind)!, cancellationToken);
            }

            return outputs.Count;
        }
        catch
        {
            Clear();
            throw;
        }
    }

    /// <summary>Takes away what an earlier read left.</summary>
    public void Clear()
    {
        foreach (var output in outputs)
        {
            output.Clear();
        }
    }

    private void Fill(OutputBuffer buffer, EntryReader entry, EntryOutput stored, CancellationToken cancellationToken)
    {
        if (entry.IsSmall(stored))
        {
            entry.Decode(stored, buffer.SetLength((int)stored.RawLength), codecs);
        }
        else if (stored.RawLength <= MaxLength)
        {
            // Grows with what comes out of the codec, and not at once to what is stated (H16).
            using var sink = new BufferStream(buffer);
            entry.CopyTo(stored, sink, codecs, cancellationToken);
        }
        else
        {
            throw new IOException($"The output '{stored.Kind}' has {stored.RawLength} bytes, more than fit into memory at once.");
        }
    }
}
