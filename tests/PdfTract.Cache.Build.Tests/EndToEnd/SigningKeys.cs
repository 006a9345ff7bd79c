namespace PdfTract.Cache.Build.Tests;

/// <summary>What a build trusts that has a signing key, and that the key is in nothing that it prints, logs or leaves.</summary>
[Platform(Exclude = "Win", Reason = ShellScript)]
[Parallelizable(ParallelScope.Self)]
public sealed class SigningKeys : SandboxTests
{
    private const string Variable = "TEST_CACHE_KEY";
    private const string Key = "u3V0wq8sT1nKp5Yd9XzLb2Rf7Hc4Gm6Je";

    [Test]
    [Category("H45")]
    public void What_a_build_without_the_key_stored_is_extracted_anew_and_what_the_build_itself_stored_is_a_hit_H45()
    {
        var project = ProjectWith(documents: 2);
        project.Build().Succeeded();
        project.Properties["PdfCacheSigningKey"] = $"env:{Variable}";

        project.RemoveObj();
        Build(project, Key).Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)), "planted, as far as this build can know");

        project.RemoveObj();
        Build(project, Key).Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Warm(2)));

        project.RemoveObj();
        Build(project, "another key, as long as it has to be").Succeeded();
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(2)));
        OutputsAreRight(project);
    }

    [Test]
    [Category("H45")]
    public void An_entry_with_a_forged_signature_is_not_used_and_a_warning_H45()
    {
        var project = ProjectWith(documents: 1);
        project.Properties["PdfCacheSigningKey"] = $"env:{Variable}";
        Build(project, Key).Succeeded();
        ForgeTheSignature(Sandbox.Entries[0]);
        project.RemoveObj();

        var warning = Build(project, Key).SucceededWithWarning("PDFC2009");

        Assert.That(warning.Message, Does.Contain("tampered").And.Contain(Sandbox.Cache));
        Assert.That(project.Counts, Is.EqualTo(ExtractionCounts.Cold(1)));
        OutputsAreRight(project);
    }

    [Test]
    public void The_key_is_in_nothing_that_the_build_prints_logs_or_leaves()
    {
        var project = ProjectWith(documents: 2);
        project.Properties["PdfCacheSigningKey"] = $"env:{Variable}";

        var result = Build(project, Key).Succeeded();

        Assert.That(SecretSearch.Find($"env:{Variable}", result, Sandbox.Root), Does.Contain("the console").And.Some.EndsWith(".binlog"), "the search finds");
        Assert.That(SecretSearch.Find(Key, result, Sandbox.Root), Is.Empty);
    }

    [TestCase(null, "which is not set")]
    [TestCase("too short", "fewer than 16 bytes")]
    public void Without_its_key_the_build_does_not_go_on_as_if_it_had_none(string? key, string problem)
    {
        var project = ProjectWith(documents: 1);
        project.Properties["PdfCacheSigningKey"] = $"env:{Variable}";

        var error = Build(project, key).FailedWithError("PDFC1033");

        Assert.That(error.Message, Does.Contain(Variable).And.Contain(problem));
        Assert.That(Sandbox.Cache, Does.Not.Exist);
    }

    [Test]
    public void A_key_in_the_place_of_its_place_is_an_error_that_does_not_quote_it()
    {
        var project = ProjectWith(documents: 1);
        project.Properties["PdfCacheSigningKey"] = Key;

        var error = Build(project, null).FailedWithError("PDFC1033");

        Assert.That(error.Message, Does.Contain("replace it").And.Not.Contain(Key));
    }

    private static BuildResult Build(TestProject project, string? key) =>
        project.Build(new Dictionary<string, string?> { [Variable] = key }, "-v:diag");

    /// <summary>The first byte of the HMAC, and then the checksum, as anybody can make it.</summary>
    private static void ForgeTheSignature(string path)
    {
        const int MacStart = 40 + 2 + 8;
        var entry = File.ReadAllBytes(path);
        entry[MacStart] ^= 1;
        var bodies = 40 + BitConverter.ToInt32(entry, 12);
        var checksum = new System.IO.Hashing.XxHash128();
        checksum.Append(entry.AsSpan(bodies));
        checksum.Append(entry.AsSpan(40, bodies - 40));
        checksum.Append(entry.AsSpan(0, 24));
        checksum.GetCurrentHash(entry.AsSpan(24, 16));
        File.WriteAllBytes(path, entry);
    }
}
