namespace PdfTract.Cache.Build.Tests;

public sealed class ExtractionRecordFileTests
{
    private string _file = null!;

    [SetUp]
    public void Choose_a_file() => _file = Path.Combine(Path.GetTempPath(), "pdftract-record-" + Guid.NewGuid().ToString("N"), "obj", "App.pdfextract.record");

    [TearDown]
    public void Remove_it() => Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(_file))!, recursive: true);

    [Test]
    public void What_was_written_is_read()
    {
        ExtractionRecordFile.Write(_file, Record);

        var read = ExtractionRecordFile.Read(_file)!;

        Assert.That(read.Settings, Is.EqualTo(Record.Settings));
        Assert.That(read.Inputs, Is.EqualTo(Record.Inputs));
        Assert.That(read.Tools, Is.EqualTo(Record.Tools));
        Assert.That(read.Former, Is.EqualTo(Record.Former));
        Assert.That((read.Id, read.Origin, read.Began, read.FolderName, read.Folder), Is.EqualTo((Record.Id, Record.Origin, Record.Began, Record.FolderName, Record.Folder)));
        Assert.That(read.Documents.Select(document => document.Path), Is.EqualTo(["docs/a;b%20.pdf", "/elsewhere/b.pdf"]));
        Assert.That(read.Documents[0].Metadata, Is.EqualTo(Record.Documents[0].Metadata));
        Assert.That(read.Documents[0].Outputs, Is.EqualTo(Record.Documents[0].Outputs));
        Assert.That(read.Documents[1].State, Is.Null);
    }

    [Test]
    public void A_byte_that_is_not_as_it_was_written_and_a_record_that_was_cut_are_no_record()
    {
        ExtractionRecordFile.Write(_file, Record);
        var whole = File.ReadAllBytes(_file);
        for (var i = 0; i < whole.Length; i++)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 0x10;
            File.WriteAllBytes(_file, damaged);
            Assert.That(ExtractionRecordFile.Read(_file), Is.Null, $"offset {i}");
            File.WriteAllBytes(_file, whole[..i]);
            Assert.That(ExtractionRecordFile.Read(_file), Is.Null, $"length {i}");
        }
    }

    private ExtractionRecord Record => new(
        "id",
        _file,
        17,
        "results/",
        "/project/results/",
        ["outputs=text", "json"],
        [new RecordedFile("words.txt", FileState.Missing)],
        [new RecordedFile("/bin/tool", null)],
        [
            new RecordedDocument(
                "docs/a;b%20.pdf", new FileState(1, -2, 3, 4), "key", true, "docs/a;b%20.pdf", [new RecordedMetadata("Title", "A 'title'\n")],
                [new RecordedOutput("text", "docs/a;b%20.txt", new FileState(5, 6, 7, 8)), new RecordedOutput("json", "docs/a;b%20.json", null)]),
            new RecordedDocument("/elsewhere/b.pdf", null, "", false, "b.pdf", [], []),
        ],
        [new FormerOutput("/project/old/", "c.txt", null)]);
}
