using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

/// <summary>What the fuzzer begins with, and every input that it ever found, through the fuzzer's target.</summary>
internal sealed class FuzzCorpusTests
{
    [TestCaseSource(nameof(Inputs))]
    [Category("H14")]
    [Category("H16")]
    public void H16_the_reader_keeps_its_promises_for_an_input_of_the_fuzzer(string path) =>
        Assert.That(() => EntryTarget.Run(File.ReadAllBytes(path)), Throws.Nothing);

    [Test]
    public void The_corpus_reaches_hits_and_misses_with_and_without_a_right_checksum()
    {
        var verdicts = FilesOf("corpus").Select(path => EntryTarget.Run(File.ReadAllBytes(path))).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(verdicts.Select(verdict => verdict.AsItStands), Is.SupersetOf(new[] { MissReason.None, MissReason.Corrupt }));
            Assert.That(
                verdicts.Select(verdict => verdict.Sealed),
                Is.SupersetOf(new MissReason?[] { null, MissReason.None, MissReason.Corrupt, MissReason.NewerFormat }));
        });
    }

    [Test]
    public void The_corpus_has_the_files_that_the_program_makes()
    {
        using var folder = new TempFolder();
        Corpus.Write(folder.Path);

        Assert.That(FilesOf("corpus").Select(Path.GetFileName), Is.EquivalentTo(folder.Files()));
    }

    private static IEnumerable<string> Inputs() => [.. FilesOf("corpus"), .. FilesOf("regressions")];

    private static IReadOnlyList<string> FilesOf(string kind)
    {
        var folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "fuzz", kind);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder)] : [];
    }
}
