using System.Diagnostics;
using System.Globalization;

namespace PdfTract.Cache.Tests;

/// <summary>A cache whose claims are looked at.</summary>
internal abstract class ClaimFixture : CacheFixture
{
    /// <summary>Longer than a claim counts whose time does not move, and shorter: an hour makes it a clean-up's.</summary>
    protected static readonly TimeSpan Old = ClaimRegistry.MaxSilence + TimeSpan.FromMinutes(1), Young = TimeSpan.FromSeconds(1);

    /// <summary>A claim of another machine, about which nothing can be found out here.</summary>
    protected static readonly string Elsewhere = new ClaimOwner("another machine", 1, 1).ToString();

    protected string ClaimPath => Layout.Claim(Key);

    protected static CacheKey KeyOf(int document) => KeyOf(document.ToString(CultureInfo.InvariantCulture));

    /// <summary>Puts a claim where another process would.</summary>
    protected string Plant(string content, TimeSpan age = default, CacheKey? key = null)
    {
        // A claim on a folder that is no cache would make it somebody's folder.
        if (!File.Exists(Layout.Marker))
        {
            Store(key: KeyOf("something else"));
        }

        var claim = Layout.Claim(key ?? Key);
        Directory.CreateDirectory(Path.GetDirectoryName(claim)!);
        File.WriteAllText(claim, content);
        File.SetLastWriteTimeUtc(claim, DateTime.UtcNow - age);
        return claim;
    }

    /// <summary>A try of a task of its own.</summary>
    protected ClaimOutcome Take(CacheKey? key = null, Func<CacheSettings, CacheSettings>? change = null)
    {
        using var cache = Open(change);
        return cache.OpenClaims().TryTake(key ?? Key).Outcome;
    }

    protected void Release(CacheKey? key = null)
    {
        using var cache = Open();
        cache.OpenClaims().Release(key ?? Key);
    }

    /// <summary>Starts a process that works on the cache: see <see cref="UserProgram"/>.</summary>
    protected Process StartProcess(params string[] commands) => StartProcessIn([], commands);

    /// <param name="container">The words in front of the program, such as `unshare --pid`.</param>
    /// <param name="commands">What it does, one after another.</param>
    protected Process StartProcessIn(string[] container, params string[] commands)
    {
        string[] words = [.. container, Environment.ProcessPath!, typeof(ChildProgram).Assembly.Location, UserProgram.Command, Root, Folder.Path, .. commands];
        return Shell.Start(words[0], words[1..]);
    }
}
