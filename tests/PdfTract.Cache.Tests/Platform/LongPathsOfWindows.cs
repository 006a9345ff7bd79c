namespace PdfTract.Cache.Tests;

/// <summary>Paths as MoveFileEx and CreateHardLink take them, wherever this runs.</summary>
[Category("H42")]
internal sealed class LongPathsOfWindows
{
    private static readonly string Long = new('n', 250);

    [Test]
    public void H42_a_path_of_260_characters_says_that_it_is_long_on_a_share_too()
    {
        Assert.Multiple(() =>
        {
            Assert.That(FileRename.LongPath(@"C:\docs\a.txt"), Is.EqualTo(@"C:\docs\a.txt"));
            Assert.That(FileRename.LongPath(@"C:\docs\" + Long), Is.EqualTo(@"C:\docs\" + Long), "259 characters or fewer");
            Assert.That(FileRename.LongPath(@"C:\documents\" + Long), Is.EqualTo(@"\\?\C:\documents\" + Long));
            Assert.That(FileRename.LongPath(@"\\server\share\" + Long), Is.EqualTo(@"\\?\UNC\server\share\" + Long));
            Assert.That(FileRename.LongPath(@"\\?\C:\docs\" + Long), Is.EqualTo(@"\\?\C:\docs\" + Long));
            Assert.That(FileRename.LongPath(@"\\.\device\" + Long), Is.EqualTo(@"\\.\device\" + Long));
        });
    }
}
