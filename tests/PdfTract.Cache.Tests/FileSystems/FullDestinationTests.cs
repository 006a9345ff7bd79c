using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests.FileSystems;

/// <summary>The disk of the outputs is full, and the cache's is not.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
internal sealed class FullDestinationTests : CacheFixture
{
    private MountedFileSystem? _disk;

    [TearDown]
    public void Unmount() => _disk?.Dispose();

    [Test]
    public void A_hit_whose_output_finds_no_room_is_trouble_of_the_destination_and_the_entry_stays([Values(1000, 3_000_000)] int length)
    {
        var place = Folder["restored"];
        Directory.CreateDirectory(place);
        _disk = MountedFileSystem.Mount(place, "-t", "tmpfs", "-o", "size=64k", "tmpfs", place);
        Store(text: Incompressible(length));
        File.WriteAllBytes(Path.Combine(place, "filler"), new byte[64 * 1024]);

        var result = Restore();

        Assert.Multiple(() =>
        {
            Assert.That(result.Reason, Is.EqualTo(MissReason.OutputNotWritable));
            Assert.That(result.Detail, Is.Not.Empty);
            Assert.That(Folder.Files("restored"), Is.EqualTo(["filler"]));
            Assert.That(File.Exists(EntryPath), Is.True);
        });
    }

    private static byte[] Incompressible(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
