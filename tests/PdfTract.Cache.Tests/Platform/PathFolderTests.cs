namespace PdfTract.Cache.Tests;

/// <summary>Folders as they are used on Windows, wherever this runs.</summary>
internal sealed class PathFolderTests : CacheFixture
{
    [Test]
    [Category("H30")]
    public void H30_a_touch_takes_the_clock_of_the_share_and_not_that_of_this_machine()
    {
        var file = Folder.Write("file", [1]);
        var shareNow = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

        Assert.That(PathFolder.Open(Path.GetDirectoryName(file)!)!.Touch("file", () => shareNow), Is.True);

        Assert.That(File.GetLastWriteTimeUtc(file), Is.EqualTo(shareNow));
    }

    [Test]
    [Category("H37")]
    public void H37_a_touch_whose_clock_cannot_be_read_fails_silently()
    {
        var file = Folder.Write("file", [1]);
        var before = File.GetLastWriteTimeUtc(file);

        Assert.That(PathFolder.Open(Path.GetDirectoryName(file)!)!.Touch("file", () => throw new UnauthorizedAccessException()), Is.False);

        Assert.That(File.GetLastWriteTimeUtc(file), Is.EqualTo(before));
    }
}
