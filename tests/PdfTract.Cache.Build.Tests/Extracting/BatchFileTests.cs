namespace PdfTract.Cache.Build.Tests;

/// <summary>What cmd.exe gets.</summary>
internal sealed class BatchFileTests
{
    [TestCase("extract.cmd", ExpectedResult = true)]
    [TestCase("C:\\tools\\Extract.BAT", ExpectedResult = true)]
    [TestCase("extract.exe", ExpectedResult = false)]
    [TestCase("extract.cmd.exe", ExpectedResult = false)]
    public bool A_batch_file_is_known_by_its_ending(string program) => BatchFile.Is(program);

    [Test]
    public void What_stands_between_two_ampersands_of_a_name_is_quoted() => Assert.That(
        BatchFile.ArgumentsOfCmd(@"C:\my tools\extract.cmd", [@"C:\docs\a&calc&.pdf", "-x", "", "a|b>c^d(e)!f!"]),
        Is.EqualTo("/d /v:off /s /c \"\"C:\\my tools\\extract.cmd\" \"C:\\docs\\a&calc&.pdf\" \"-x\" \"\" \"a|b>c^d(e)!f!\"\""));

    [TestCase("a\"&calc&\".pdf")]
    [TestCase("%PATH%.pdf")]
    [TestCase("a\nb")]
    [TestCase("a\rb")]
    public void What_quotes_do_not_make_safe_is_refused_and_not_told(string argument) => Assert.That(
        () => BatchFile.ArgumentsOfCmd("extract.cmd", ["fine.pdf", argument]),
        Throws.InstanceOf<IOException>().With.Message.Contains("batch file").And.Message.Not.Contains(argument));
}
