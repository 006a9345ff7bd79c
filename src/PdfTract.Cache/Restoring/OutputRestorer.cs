using System.Buffers;
using System.IO.Hashing;

namespace PdfTract.Cache;

/// <summary>Puts an entry's outputs where the project wants them: the protocol "Restore" of the design.</summary>
/// <remarks>
/// Invariants: (1) a destination changes by one rename, from its old bytes to the entry's; (2) all outputs or none: every
/// temp is whole before the first rename, and a failed rename puts the earlier ones back (H27); (3) an output that already
/// holds the bytes is not touched, since a timestamp that moves rebuilds the world downstream (H26).
/// </remarks>
internal sealed class OutputRestorer(IReadOnlyList<OutputFile> outputs, CacheSettings settings, ZstdCodecs codecs) : IRestoreTarget
{
    public int Take(EntryReader entry, CancellationToken cancellationToken)
    {
        var pending = new List<PendingOutput>(outputs.Count);
        try
        {
            foreach (var asked in outputs)
            {
                var stored = entry.Metadata.Find(asked.Kind)!;
                if (!HoldsAlready(asked.Path, stored, cancellationToken))
                {
                    var output = new PendingOutput(asked.Path);
                    pending.Add(output);
                    WriteTemp(entry, stored, output, cancellationToken);
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
            if (entry.IsSmall(stored))
            {
                WriteWhole(entry, stored, temp);
            }
            else
            {
                entry.CopyTo(stored, temp, codecs, cancellationToken);
            }
        }

        settings.Reached(ProtocolStep.RestoreTempWritten, output.Temp);
    }

    private void WriteWhole(EntryReader entry, EntryOutput stored, FileStream temp)
    {
        var length = (int)stored.RawLength;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            entry.Decode(stored, bytes.AsSpan(0, length), codecs);
            temp.Write(bytes, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool HoldsAlready(string path, EntryOutput stored, CancellationToken cancellationToken)
    {
        try
        {
            using var opened = OpenFile.Unlinked(path);
            if (opened is not { } file || file.Stamp.Length != stored.RawLength || IsWindowsLink(path))
            {
                return false;
            }

            var checksum = new XxHash128();
            file.Content.AppendTo(checksum, stored.RawLength, cancellationToken);
            return Checksum128.Of(checksum) == stored.RawChecksum;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be compared is replaced.
            return false;
        }
    }

    /// <summary>Elsewhere no link is opened.</summary>
    private static bool IsWindowsLink(string path) => Os.IsWindows && (new FileInfo(path).Attributes & FileAttributes.ReparsePoint) != 0;
}
