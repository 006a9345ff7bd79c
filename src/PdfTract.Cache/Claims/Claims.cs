using System.Diagnostics;
using System.Text;

namespace PdfTract.Cache;

/// <summary>
/// Says who is about to make which entry: the protocol "Claims" of the design. May be used by any number of threads and
/// processes at once. No member throws.
/// </summary>
/// <remarks>
/// Invariants: (1) a claim is a hint for the order of work and never a condition: that one is missing, wrong or in the way costs an
/// extraction at most; (2) nobody waits for one; (3) it appears whole, by a link or rename, and a dead owner's counts for nothing.
/// </remarks>
internal sealed class Claims(CacheRoot root, CacheSettings settings)
{
    /// <summary>
    /// Of an owner that cannot be seen from here, such as another machine's: longer than nearly every extraction takes. Dead for
    /// less than that, it makes its documents the last ones to be extracted; alive for longer, one is extracted twice.
    /// </summary>
    public static readonly TimeSpan MaxAgeUnseen = TimeSpan.FromMinutes(10);

    /// <summary>A few names and numbers; what is longer is no claim.</summary>
    private const int MaxLength = 1024;

    /// <summary>As for a store: folders that vanish are made again (H04).</summary>
    private const int MaxAttempts = 4;

    private readonly Lazy<(DateTime Share, long Local)> _clock = new(() => (ShareClock.Read(root.Open(), new RootPermissions(root.Open(), settings)), Stopwatch.GetTimestamp()));
    private volatile bool _isOff = settings.ReadOnly;

    /// <summary>Claims a key, unless somebody has who lives.</summary>
    public Claim TryTake(CacheKey key)
    {
        for (var attempt = 1; !_isOff; attempt++)
        {
            try
            {
                return root.Establish() == RootState.Cache ? TakeUnlessHeld(key) : Off();
            }
            catch (Exception e) when (IoError.IsGone(e) && attempt < MaxAttempts)
            {
                // Whoever makes the folder at the same time may put his in this one's place.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // No room, no permission: it will be the same for the next document.
                return Off();
            }
        }

        return new Claim(ClaimOutcome.Unavailable);
    }

    /// <summary>Ends a claim that was taken: the entry is published, or will not be. What is left behind is found by a clean-up.</summary>
    public void Release(CacheKey key)
    {
        try
        {
            using var shard = root.TryOpen()?.Enter(CacheLayout.ShardBelowRoot(key));
            shard?.TryDelete(CacheLayout.ClaimName(key));
            settings.Reached(ProtocolStep.ClaimReleased, root, CacheLayout.ShardBelowRoot(key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its folder is gone, or not this process's to enter.
        }
    }

    private Claim Off()
    {
        _isOff = true;
        return new Claim(ClaimOutcome.Unavailable);
    }

    private Claim TakeUnlessHeld(CacheKey key)
    {
        using var shard = new RootPermissions(root.Open(), settings).OpenShard(key);
        var claim = CacheLayout.ClaimName(key);

        // 1. Another's is left alone.
        if (Look(shard, claim) is { } since)
        {
            return new Claim(ClaimOutcome.Held, since);
        }

        var temp = CacheLayout.NewTemp(claim);
        try
        {
            // 2. A whole claim under a temp's name: an empty one under its own would count for nothing.
            using (var stream = new RootPermissions(root.Open(), settings).CreateNew(shard, temp))
            {
                var bytes = Encoding.UTF8.GetBytes(ClaimOwner.Current.ToString());
                stream.Write(bytes, 0, bytes.Length);
            }

            settings.Reached(ProtocolStep.ClaimWritten, shard, temp);

            return TakeName(shard, temp, claim);
        }
        finally
        {
            shard.TryDelete(temp);
        }
    }

    /// <summary>
    /// 3. The first to take the name has it. What stands there and counts for nothing is replaced, and never written through: of
    /// two that do that at the same moment both extract.
    /// </summary>
    private Claim TakeName(OpenFolder shard, string temp, string claim)
    {
        try
        {
            if (!shard.RenameIntoFreeName(temp, claim))
            {
                if (Look(shard, claim) is { } since)
                {
                    return new Claim(ClaimOutcome.Held, since);
                }

                shard.Rename(temp, claim);
            }

            settings.Reached(ProtocolStep.ClaimTaken, shard, claim);
            return new Claim(ClaimOutcome.Taken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !IoError.IsGone(e))
        {
            // Only this name: a folder stands there, or on Windows a claim that another process reads while it is removed.
            return new Claim(ClaimOutcome.Unavailable);
        }
    }

    /// <returns>Since when a process that is alive has the claim; null when none has.</returns>
    private DateTime? Look(OpenFolder shard, string claim)
    {
        try
        {
            // Not what a link leads to; and a pipe has no length.
            using var opened = shard.File(claim);
            if (opened is not { Stamp.Length: > 0 and <= MaxLength } file)
            {
                return null;
            }

            var bytes = new byte[MaxLength];
            var length = file.Content.ReadUpTo(bytes, 0, bytes.Length);
            var since = file.Stamp.ModifiedUtc;
            return ClaimOwner.Parse(Encoding.UTF8.GetString(bytes, 0, length)) is { } owner && (owner.IsRunning() ?? IsYoung(since)) ? since : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or not for this user to read.
            return null;
        }
    }

    private bool IsYoung(DateTime since)
    {
        var (share, local) = _clock.Value;
        var elapsed = TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - local) / (double)Stopwatch.Frequency);
        return elapsed < DateTime.MaxValue - share && ShareClock.Age(since, share + elapsed) < MaxAgeUnseen;
    }
}
