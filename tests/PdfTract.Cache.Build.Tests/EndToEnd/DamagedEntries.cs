namespace PdfTract.Cache.Build.Tests;

/// <summary>One entry of each kind of damage: each is a coded warning, an extraction and a fresh entry. The build is right.</summary>
[Platform(Exclude = "Win", Reason = SandboxTests.ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class DamagedEntries
{
    private static readonly Action<FileStream>[] Damages =
    [
        entry => entry.SetLength(entry.Length / 2),
        entry => entry.SetLength(0),
        entry => FlipBit(entry, entry.Length - 10),
        entry => FlipBit(entry, 40),
        entry => entry.Write(new byte[entry.Length]),
        Overwrite("These are the bytes of another program, which found the name free."u8.ToArray()),
    ];

    private Sandbox _sandbox = null!;
    private TestProject _project = null!;
    private BuildResult _result = null!;
    private ExtractionCounts _counts = null!;

    [OneTimeSetUp]
    public void Build_with_damaged_entries()
    {
        _sandbox = new Sandbox();
        _project = _sandbox.AddProject();
        _project.AddDocuments(Damages.Length + 1);
        _project.Build().Succeeded();
        foreach (var (path, damage) in _sandbox.Entries.Zip(Damages))
        {
            using var entry = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
            damage(entry);
        }

        _project.RemoveObj();
        _result = _project.Build();
        _counts = _project.Counts;
    }

    [OneTimeTearDown]
    public void Remove_the_sandbox() => _sandbox.Dispose();

    [Test]
    public void The_build_succeeds_with_a_warning_for_each()
    {
        _result.SucceededWith([.. Damages.Select(_ => "PDFC2003")]);

        var warnings = _result.OurWarnings.ToArray();
        Assert.That(warnings.Select(warning => warning.File).Distinct().Count(), Is.EqualTo(Damages.Length));
        Assert.That(warnings, Has.All.Matches<Diagnostic>(warning =>
            warning.Message.Contains(warning.File, StringComparison.Ordinal)
            && warning.Message.Contains("It was removed", StringComparison.Ordinal)
            && warning.Message.Contains(_sandbox.Cache, StringComparison.Ordinal)));
    }

    [Test]
    public void Each_is_extracted_and_stored_again_and_the_sound_entry_is_a_hit() =>
        Assert.That(_counts, Is.EqualTo(new ExtractionCounts(Damages.Length + 1, 1, Damages.Length, Damages.Length)));

    [Test]
    public void Every_output_has_the_right_bytes()
    {
        foreach (var document in Directory.GetFiles(Path.Combine(_project.Folder, "docs")))
        {
            var output = _project.Output($"docs/{Path.GetFileNameWithoutExtension(document)}.txt");
            Assert.That(File.ReadAllBytes(output), Is.EqualTo(FakeExtractor.ResultOf(document)), output);
        }
    }

    [Test]
    public void The_next_build_finds_every_entry_sound()
    {
        _project.RemoveObj();

        _project.Build().Succeeded();

        Assert.That(_project.Counts, Is.EqualTo(ExtractionCounts.Warm(Damages.Length + 1)));
    }

    private static void FlipBit(FileStream entry, long offset)
    {
        entry.Position = offset;
        var value = entry.ReadByte();
        entry.Position = offset;
        entry.WriteByte((byte)(value ^ 1));
    }

    private static Action<FileStream> Overwrite(byte[] bytes) => entry =>
    {
        entry.SetLength(0);
        entry.Write(bytes);
    };
}
