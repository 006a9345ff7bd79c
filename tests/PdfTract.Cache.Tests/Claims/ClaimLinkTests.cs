using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests;

/// <summary>What a neighbour may have put in a claim's place, and whom a claim is open to.</summary>
[Platform("Linux,MacOsX")]
[UnsupportedOSPlatform("windows")]
internal sealed class ClaimLinkTests : ClaimFixture
{
    [Test]
    [Category("H34")]
    public void H34_a_link_in_a_claims_place_is_replaced_and_what_it_leads_to_stays()
    {
        var precious = Folder.Write("precious", System.Text.Encoding.UTF8.GetBytes(Elsewhere));
        Store(key: KeyOf("something else"));
        Directory.CreateDirectory(Path.GetDirectoryName(ClaimPath)!);
        File.CreateSymbolicLink(ClaimPath, precious);

        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Taken));

        Assert.Multiple(() =>
        {
            Assert.That(new FileInfo(ClaimPath).LinkTarget, Is.Null);
            Assert.That(File.ReadAllText(precious), Is.EqualTo(Elsewhere));
        });
        Release();
        Assert.That(File.Exists(precious), Is.True);
    }

    [Test]
    [Category("H34")]
    public void H34_a_pipe_in_a_claims_place_is_not_opened()
    {
        Store(key: KeyOf("something else"));
        Directory.CreateDirectory(Path.GetDirectoryName(ClaimPath)!);
        Shell.Run("mkfifo", ClaimPath);

        // Opening it would wait for a writer for ever.
        Assert.That(Task.Run(() => Take()).Wait(TimeSpan.FromMinutes(1)), Is.True);
        Assert.That(File.ReadAllText(ClaimPath), Is.EqualTo(ClaimOwner.Current.ToString()));
    }

    [Test]
    [Category("H34")]
    public void H34_nothing_is_claimed_through_a_link_in_place_of_a_shard()
    {
        var outside = Folder["outside"];
        Directory.CreateDirectory(outside);
        Store(key: KeyOf("something else"));
        Directory.CreateSymbolicLink(Path.GetDirectoryName(ClaimPath)!, outside);

        Assert.That(Take(), Is.EqualTo(ClaimOutcome.Unavailable));
        Assert.That(Directory.EnumerateFileSystemEntries(outside), Is.Empty);
    }

    [Test]
    [Category("H38")]
    public void H38_a_claim_has_the_roots_permissions_before_it_has_its_name()
    {
        const UnixFileMode all = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, (UnixFileMode)0x1FF);
        UnixFileMode? written = null;
        using var cache = Open(settings => settings with { Probe = (step, path) => written = step == ProtocolStep.ClaimWritten ? File.GetUnixFileMode(path) : written });

        cache.OpenClaims().TryTake(Key);

        Assert.That((written, File.GetUnixFileMode(ClaimPath)), Is.EqualTo(((UnixFileMode?)all, all)));
    }
}
