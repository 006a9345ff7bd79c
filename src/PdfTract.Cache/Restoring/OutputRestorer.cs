using System.IO.Hashing;

namespace PdfTract.Cache;

/// <summary>Puts an entry's outputs where the project wants them: the protocol "Restore" of the design.</summary>
/// <remarks>
/// Invariants: (1) a destination changes by one rename, from its old bytes to the entry's; (2) all outputs or none: every
/// temp is whole before the first rename, and a failed rename puts the earlier ones back (H27); (3) an output that already
/// holds the bytes is not touched, since a timestamp that moves rebuilds the world downstream (H26).
/// </remarks>
internal sealed class OutputRestorer(CacheSettings settings, ZstdCodecs codecs)
{
    /// <returns>How many outputs were written.</returns>
    /// <exception cref="InvalidDataException">The entry was written to since it was verified, or was forged.</exception>
    /// <exception cref="IOException">An output cannot be written, or the entry no longer read.</exception>
    /// <exception cref="UnauthorizedAccessException">An output may not be written.</exception>
    public int Restore(EntryReader entry, IReadOnlyList<OutputFile> outputs, CancellationToken cancellationToken)
    {
        var pending = new List<PendingOutput>(outputs.Count);
        try
        {
            foreach (var stored in entry.Metadata.Outputs)
            {
                var destination = outputs.Single(output => output.Kind == stored.Kind).Path;
                if (!HoldsAlready(destination, stored, cancellationToken))
                {
                    pending.Add(new PendingOutput(destination));
                    WriteTemp(entry, stored, pending[pending.Count - 1], cancellationToken);
                }
            }

            settings.Reached(ProtocolStep.RestoreAllWritten, entry.Metadata.Key.EntryName);
            cancellationToken.ThrowIfCancellationRequested();
            new OutputSwap(pending, settings).Run();
            return pending.Count;
        }
        finally
        {
            pending.ForEach(output => output.DeleteTemps());
        }
    }

    private void WriteTemp(EntryReader entry, EntryOutput stored, PendingOutput output, CancellationToken cancellationToken)
    {
        using (var temp = output.CreateTemp())
        {
            settings.Reached(ProtocolStep.RestoreTempCreated, output.Temp);
            entry.CopyTo(stored, temp, codecs, cancellationToken);
        }

        settings.Reached(ProtocolStep.RestoreTempWritten, output.Temp);
    }

    private static bool HoldsAlready(string path, EntryOutput stored, CancellationToken cancellationToken)
    {
        var info = new FileInfo(path);
        if (!info.Exists || (info.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            return false;
        }

        try
        {
            using var file = SharedFile.OpenRead(path);
            if (file.Length != stored.RawLength)
            {
                return false;
            }

            var checksum = new XxHash128();
            file.ForEachBlock(long.MaxValue, (block, count) => checksum.Append(block.AsSpan(0, count)), cancellationToken);
            return Checksum128.Of(checksum) == stored.RawChecksum;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be compared is replaced.
            return false;
        }
    }
}
