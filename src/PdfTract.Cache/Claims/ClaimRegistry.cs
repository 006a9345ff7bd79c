using System.Collections.Concurrent;
using System.Text;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Layout;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Claims;

/// <summary>
/// Says who is about to make which entry: the protocol "Claims" of the design. May be used by any number of threads and
/// processes at once. No member throws.
/// </summary>
/// <remarks>
/// Invariants: (1) a claim is a hint and never a lock: that one is missing, wrong or in the way costs an extraction or a bounded wait;
/// (2) nothing here waits; (3) it appears whole, by a link or rename; (4) it counts while its owner lives: the owner's process is there, as far as that can be
/// seen from here, and the claim's time moves. A dead owner's counts for nothing.
/// </remarks>
internal sealed class ClaimRegistry(CacheDirectory directory)
{
    /// <summary>How often the owner of a claim says that it lives.</summary>
    public static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A claim whose time has not moved for so long is that of a stopped process or of a dead machine. Four beats may come late or get lost: the owner's
    /// machine may be busy.
    /// </summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(15);

    /// <summary>A few names and numbers; what is longer is no claim.</summary>
    private const int MaxLength = 1024;

    /// <summary>As for a store: folders that vanish are made again (H04).</summary>
    private const int MaxAttempts = 4;

    private readonly Lazy<(DateTime Share, TimeSpan Local)> _clock = new(() => (directory.ReadClock(), directory.Settings.Elapsed()));
    /// <summary>Of every claim of this process.</summary>
    private static string Text { get; } = ClaimOwner.Current.ToString();

    private readonly ConcurrentDictionary<string, Sighting> _sightings = new(StringComparer.Ordinal);
    private volatile bool _isOff = directory.Settings.ReadOnly;

    /// <summary>Claims a key, unless the claim of an owner that lives stands there.</summary>
    public Claim TryTake(CacheKey key)
    {
        for (var attempt = 1; !_isOff; attempt++)
        {
            try
            {
                return directory.Root.Establish() == RootState.Cache ? TakeUnlessHeld(key) : Off();
            }
            catch (Exception e) when (IoError.IsGone(e) && attempt < MaxAttempts)
            {
                // Another process that makes the folder at the same time may put its own in this one's place.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // No room, no permission: it will be the same for the next document.
                return Off();
            }
        }

        return new Claim(ClaimOutcome.Unavailable);
    }

    /// <summary>
    /// Ends a claim that was taken: the entry is published, or will not be. One that another process has taken over since stays its own. What is left
    /// behind is found by a clean-up.
    /// </summary>
    public void Release(CacheKey key)
    {
        InShard(key, (shard, claim) => shard.TryDelete(claim));
        try
        {
            directory.Reached(ProtocolStep.ClaimReleased, key);
        }
        catch (IOException)
        {
            // A test's, which makes every step fail.
        }
    }

    /// <summary>Says that the owner of a claim that was taken still works on it, by the share's own clock. Failing to makes others wait less.</summary>
    public void Beat(CacheKey key) => InShard(key, (shard, claim) => shard.Touch(claim, directory.ReadClock));

    private void InShard(CacheKey key, Action<OpenFolder, string> act)
    {
        try
        {
            using var shard = directory.TryOpenShard(key);
            if (shard is not null)
            {
                var claim = CacheLayout.ClaimName(key);
                if (TextOf(shard, claim)?.Text == Text)
                {
                    act(shard, claim);
                }
            }
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
        var permissions = directory.OpenToWrite();
        using var shard = permissions.OpenShard(key);
        var claim = CacheLayout.ClaimName(key);

        // 1. The claim of an owner that lives is left alone.
        if (Look(shard, claim) is { } since)
        {
            return new Claim(ClaimOutcome.Held, since);
        }

        var temp = CacheLayout.NewTemp(claim);
        try
        {
            // 2. A whole claim under a temp's name: an empty one under its own would count for nothing.
            using (var stream = permissions.CreateNew(shard, temp))
            {
                var bytes = Encoding.UTF8.GetBytes(Text);
                stream.Write(bytes, 0, bytes.Length);
            }

            directory.Settings.Reached(ProtocolStep.ClaimWritten, shard, temp);

            return TakeName(shard, temp, claim);
        }
        finally
        {
            shard.TryDelete(temp);
        }
    }

    /// <summary>
    /// 3. The first to take the name has it. What stands there and counts for nothing is replaced, and never written through: of
    /// two that do that at the same moment both extract. A claim that was given up meanwhile has left its name free, for the first one again.
    /// </summary>
    private Claim TakeName(OpenFolder shard, string temp, string claim)
    {
        try
        {
            for (var attempt = 1; !shard.RenameIntoFreeName(temp, claim); attempt++)
            {
                if (Look(shard, claim) is { } since)
                {
                    return new Claim(ClaimOutcome.Held, since);
                }

                if (shard.Look(claim) is not null || attempt == MaxAttempts)
                {
                    shard.Rename(temp, claim);
                    break;
                }
            }

            directory.Settings.Reached(ProtocolStep.ClaimTaken, shard, claim);
            return new Claim(ClaimOutcome.Taken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !IoError.IsGone(e))
        {
            // Only this name: a folder stands there, or on Windows a claim that another process reads while it is removed.
            return new Claim(ClaimOutcome.Unavailable);
        }
    }

    /// <returns>Since when an owner that lives has the claim; null when there is none.</returns>
    private DateTime? Look(OpenFolder shard, string claim)
    {
        try
        {
            return TextOf(shard, claim) is var (text, modified) && ClaimOwner.Parse(text) is { } owner && owner.IsRunning() != false
                ? SinceIfBeating(claim, text, modified)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or not for this user to read.
            return null;
        }
    }

    /// <returns>What a claim says and its time; null when there is none.</returns>
    private static (string Text, DateTime ModifiedUtc)? TextOf(OpenFolder shard, string claim)
    {
        // Not what a link leads to; and a pipe has no length.
        using var opened = shard.File(claim);
        if (opened is not { Stamp.Length: > 0 and <= MaxLength } file)
        {
            return null;
        }

        var bytes = new byte[MaxLength];
        return (Encoding.UTF8.GetString(bytes, 0, file.Content.ReadUpTo(bytes, 0, bytes.Length)), file.Stamp.ModifiedUtc);
    }

    /// <summary>
    /// What counts is that the time moves, not what it says: it is another clock's. Only what is seen for the first time is compared with the share's
    /// clock, so that a claim that a dead machine has left long ago costs no wait.
    /// </summary>
    private DateTime? SinceIfBeating(string claim, string text, DateTime modified)
    {
        var now = directory.Settings.Elapsed();
        var sighting = _sightings.AddOrUpdate(
            claim,
            _ => FirstSight(text, modified, now),
            (_, last) => last.Text != text ? FirstSight(text, modified, now) : last.Modified == modified ? last : last with { Modified = modified, Moved = now });
        return now - sighting.Moved < MaxSilence ? sighting.Since : null;
    }

    private Sighting FirstSight(string text, DateTime modified, TimeSpan now)
    {
        var (share, local) = _clock.Value;
        var elapsed = now - local;
        var shareNow = elapsed < DateTime.MaxValue - share ? share + elapsed : DateTime.MaxValue;
        return new Sighting(text, modified, modified, now - ShareClock.Age(modified, shareNow));
    }

    /// <summary>What was seen of a claim.</summary>
    /// <param name="Text">Its content, which names its owner.</param>
    /// <param name="Since">Its time when it was seen first.</param>
    /// <param name="Modified">Its time when it was seen last.</param>
    /// <param name="Moved">When its time moved last, by <see cref="CacheSettings.Elapsed"/>.</param>
    private readonly record struct Sighting(string Text, DateTime Since, DateTime Modified, TimeSpan Moved);
}
