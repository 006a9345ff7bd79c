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
internal sealed class Claims(CacheLayout layout, CacheRoot root, CacheSettings settings)
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

    private readonly Lazy<(DateTime Share, long Local)> _clock = new(() => (ShareClock.Read(layout, root.Permissions), Stopwatch.GetTimestamp()));
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
        var claim = layout.Claim(key);
        try
        {
            BestEffort.Delete(claim);
            settings.Reached(ProtocolStep.ClaimReleased, claim);
        }
        catch (IOException)
        {
            // A test's, which makes every step fail.
        }
    }

    private Claim Off()
    {
        _isOff = true;
        return new Claim(ClaimOutcome.Unavailable);
    }

    private Claim TakeUnlessHeld(CacheKey key)
    {
        var claim = layout.Claim(key);

        // 1. Somebody else's is left alone.
        if (Look(claim) is { } since)
        {
            return new Claim(ClaimOutcome.Held, since);
        }

        root.Permissions.CreateShard(key);
        var temp = CacheLayout.NewTemp(claim);
        try
        {
            // 2. A whole claim under a temp's name: an empty one under its own would count for nothing.
            using (var stream = root.Permissions.CreateNew(temp))
            {
                var bytes = Encoding.UTF8.GetBytes(ClaimOwner.Current.ToString());
                stream.Write(bytes, 0, bytes.Length);
            }

            settings.Reached(ProtocolStep.ClaimWritten, temp);

            return TakeName(temp, claim);
        }
        finally
        {
            BestEffort.Delete(temp);
        }
    }

    /// <summary>
    /// 3. The first to take the name has it. What stands there and counts for nothing is replaced, and never written through: of
    /// two who do that at the same moment both extract.
    /// </summary>
    private Claim TakeName(string temp, string claim)
    {
        try
        {
            if (!FileRename.IntoFreeName(temp, claim))
            {
                if (Look(claim) is { } since)
                {
                    return new Claim(ClaimOutcome.Held, since);
                }

                FileRename.Replace(temp, claim);
            }

            settings.Reached(ProtocolStep.ClaimTaken, claim);
            return new Claim(ClaimOutcome.Taken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !IoError.IsGone(e))
        {
            // Only this name: a folder stands there, or on Windows a claim that somebody reads while it is removed.
            return new Claim(ClaimOutcome.Unavailable);
        }
    }

    /// <returns>Since when somebody who lives has the claim; null when nobody has.</returns>
    private DateTime? Look(string claim)
    {
        try
        {
            // Not what a link leads to, and not a pipe, whose opening would wait.
            if (!(UnlinkedFile.Length(claim) is > 0 and <= MaxLength))
            {
                return null;
            }

            var bytes = new byte[MaxLength];
            DateTime since;
            int length;
            using (var stream = SharedFile.OpenRead(claim))
            {
                length = stream.ReadUpTo(bytes, 0, bytes.Length);
                since = File.GetLastWriteTimeUtc(claim);
            }

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
        return ShareClock.Age(since, share + elapsed) < MaxAgeUnseen;
    }
}
