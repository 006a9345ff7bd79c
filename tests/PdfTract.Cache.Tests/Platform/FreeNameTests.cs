namespace PdfTract.Cache.Tests;

internal sealed class FreeNameTests : CacheFixture
{
    [Test]
    [Category("H39")]
    [Platform("Linux,MacOsX")]
    public void H39_of_many_that_take_one_name_at_once_exactly_one_gets_it_and_keeps_it()
    {
        const int Takers = 8;
        for (byte round = 0; round < 200; round++)
        {
            foreach (var i in Enumerable.Range(0, Takers))
            {
                Folder.Write($"{round}/{i}", [(byte)i]);
            }

            using var folder = OpenFolder.At(Folder[$"{round}"])!;
            var target = Folder[$"{round}/name"];
            var took = new bool[Takers];
            using var start = new Barrier(Takers);
            var threads = Enumerable.Range(0, Takers).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                took[i] = folder.RenameIntoFreeName($"{i}", "name");
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.That(took.Count(yes => yes), Is.EqualTo(1));
            Assert.That(File.ReadAllBytes(target), Is.EqualTo(new[] { (byte)Array.IndexOf(took, true) }));
        }
    }

    [Test]
    public void Who_took_a_name_leaves_none_behind()
    {
        Folder.Write("temp", [1]);
        using var folder = OpenFolder.At(Folder.Path)!;

        Assert.Multiple(() =>
        {
            Assert.That(folder.RenameIntoFreeName("temp", "name"), Is.True);
            Assert.That(Folder.Files(), Is.EqualTo(["name"]));
        });
    }
}
