using System.Buffers;
using PdfTract.Cache.Entries;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Outputs;

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
            // 2. and 3. What is right already stays; the rest is written beside it.
            RequireRoom(entry.Metadata);
            foreach (var asked in outputs)
            {
                var stored = entry.Metadata.Find(asked.Kind)!;
                if (entry.IsSmall(stored))
                {
                    TakeWhole(entry, stored, asked.Path, pending);
                }
                else
                {
                    TakeStreamed(entry, stored, asked.Path, pending, cancellationToken);
                }
            }

            // 4. All are whole.
            settings.Reached(ProtocolStep.RestoreAllWritten, entry.Metadata.Key.EntryName);
            cancellationToken.ThrowIfCancellationRequested();
            AtDestination(new OutputSwap(pending, settings).Run);
            return pending.Count;
        }
        finally
        {
            pending.ForEach(output => output.DeleteTemps());
        }
    }

    /// <summary>Decoded once: what is compared is then written.</summary>
    private void TakeWhole(EntryReader entry, EntryOutput stored, string destination, List<PendingOutput> pending)
    {
        var length = (int)stored.RawLength;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            entry.Decode(stored, bytes.AsSpan(0, length), codecs);
            if (!HoldsAlready(destination, file => OutputComparison.Holds(file, bytes.AsSpan(0, length))))
            {
                WriteTemp(destination, pending, temp => temp.Write(bytes, 0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void TakeStreamed(
        EntryReader entry, EntryOutput stored, string destination, List<PendingOutput> pending, CancellationToken cancellationToken)
    {
        if (!HoldsAlready(destination, file => OutputComparison.Holds(file, entry, stored, codecs, cancellationToken)))
        {
            WriteTemp(destination, pending, temp => entry.CopyTo(stored, temp, codecs, cancellationToken));
        }
    }

    private void WriteTemp(string destination, List<PendingOutput> pending, Action<Stream> write)
    {
        var output = new PendingOutput(destination);
        pending.Add(output);
        Stream? created = null;
        AtDestination(() => created = output.CreateTemp());
        try
        {
            using var temp = created!;
            settings.Reached(ProtocolStep.RestoreTempCreated, output.Temp);
            write(temp);
        }
        catch (Exception e) when (IoError.IsNoRoom(e))
        {
            // Also when the file is closed: a full disk may show only then.
            throw new OutputNotWritableException(e);
        }

        settings.Reached(ProtocolStep.RestoreTempWritten, output.Temp);
    }

    /// <summary>
    /// What would fill the destination's file system is not begun (H82). Asked for long outputs alone: a short one that finds no room has not
    /// taken much.
    /// </summary>
    /// <exception cref="IOException">There is no room.</exception>
    private void RequireRoom(EntryMetadata metadata)
    {
        var length = 0L;
        var longest = outputs[0];
        foreach (var output in outputs)
        {
            var stored = metadata.Find(output.Kind)!;
            length = SaturatingSum.Of(length, stored.RawLength);
            longest = stored.RawLength > EntryFormat.MaxWholeLength ? output : longest;
        }

        if (length > EntryFormat.MaxWholeLength)
        {
            FreeSpace.Require(longest.Path, length);
        }
    }

    /// <summary>A descriptor that is missing is no trouble of the destination's: without the cache none would be needed here (H79).</summary>
    /// <exception cref="OutputNotWritableException">The destination cannot be written.</exception>
    private static void AtDestination(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !IoError.IsScarcity(e))
        {
            throw new OutputNotWritableException(e);
        }
    }

    private static bool HoldsAlready(string path, Func<OpenFile, bool> compare)
    {
        try
        {
            using var opened = OpenFile.Unlinked(path);
            return opened is { } file && !IsWindowsLink(path) && compare(file);
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

/// <summary>Trouble where an output was to be written, and none of the entry's: without it one would be taken for the other.</summary>
internal sealed class OutputNotWritableException(Exception cause) : IOException(cause.Message, cause);
