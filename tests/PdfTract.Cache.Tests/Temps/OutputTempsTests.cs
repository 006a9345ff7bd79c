namespace PdfTract.Cache.Tests.Outputs;

internal sealed class OutputTempsTests
{
    [Test]
    [Category("H07")]
    public void H07_what_a_killed_build_left_beside_outputs_goes_after_an_hour_and_nothing_else()
    {
        using var folder = new TempFolder();
        var file = OutputTemps.NewBeside(folder.Write("out/a.txt", [1]));
        var scratch = OutputTemps.NewBeside(file);
        var young = OutputTemps.NewBeside(file);
        File.WriteAllText(file, "half");
        Directory.CreateDirectory(scratch);
        File.WriteAllText(Path.Combine(scratch, "half"), "half");
        File.WriteAllText(young, "half");
        var working = OutputTemps.NewBeside(file);
        Directory.CreateDirectory(working);
        File.WriteAllText(Path.Combine(working, "half"), "being written");
        var foreign = folder.Write("out/.pdfc.notes", [1]);
        var old = DateTime.UtcNow.AddHours(-2);
        foreach (var path in new[] { file, foreign, folder["out/a.txt"], Path.Combine(scratch, "half") })
        {
            File.SetLastWriteTimeUtc(path, old);
        }

        Directory.SetLastWriteTimeUtc(scratch, old);
        Directory.SetLastWriteTimeUtc(working, old);

        OutputTemps.RemoveStale(folder["out"]);

        Assert.That(Directory.EnumerateFileSystemEntries(folder["out"]), Is.EquivalentTo(new[] { folder["out/a.txt"], foreign, young, working }));
    }

    [Test]
    public void A_folder_that_does_not_exist_yet_is_no_error()
    {
        using var folder = new TempFolder();

        Assert.That(() => OutputTemps.RemoveStale(folder["none"]), Throws.Nothing);
    }
}
