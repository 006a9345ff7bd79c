namespace PdfTract.Cache.Build.Tests;

internal sealed class CommandTemplateTests
{
    private static readonly string[] TextOnly = ["text"];
    private static readonly string[] TextAndJson = ["text", "json"];
    private static readonly Dictionary<string, string> NoSecrets = [];
    private static readonly NamedFiles NoFiles = new("/project");

    [Test]
    public void Placeholders_become_parts_of_one_argument_whatever_is_in_them()
    {
        var arguments = Expand("tool -x {input} --out={output}", "/a b/\"c\" {output} $(rm).pdf", "/o ut/{input}.txt");

        Assert.That(arguments, Is.EqualTo(["-x", "/a b/\"c\" {output} $(rm).pdf", "--out=/o ut/{input}.txt"]));
    }

    [Test]
    public void Double_quotes_hold_together_and_are_escaped_with_a_backslash()
    {
        var arguments = Expand("\"my tool\" \"a b\"c \"say \\\"hi\\\"\" \"\" {input} {output}", "i", "o");

        Assert.That(arguments, Is.EqualTo(["a bc", "say \"hi\"", "", "i", "o"]));
    }

    [Test]
    public void Each_kind_has_its_own_place()
    {
        var (template, _) = CommandTemplate.Parse("tool {input} {output:json} {output:text}", TextAndJson);

        Assert.That(
            template!.Expand("i", [("text", "t"), ("json", "j")], "", NoSecrets),
            Is.EqualTo(["i", "j", "t"]));
    }

    [TestCase("", new string[0])]
    [TestCase("-layout -f 1", new[] { "-layout", "-f", "1" })]
    [TestCase("-t \"a b\"", new[] { "-t", "a b" })]
    public void Options_alone_are_split_into_arguments(string options, string[] expected)
    {
        var (template, _) = CommandTemplate.Parse("tool {options} {input} {output}", TextOnly);

        Assert.That(template!.Expand("i", [("text", "o")], options, NoSecrets), Is.EqualTo([.. expected, "i", "o"]));
    }

    [TestCase("", "empty")]
    [TestCase("   ", "empty")]
    [TestCase("tool {output}", "no {input}")]
    [TestCase("tool {input}", "no {output}")]
    [TestCase("tool {inptu} {output}", "{inptu}, which is no placeholder")]
    [TestCase("tool \"{input} {output}", "double quote")]
    public void What_cannot_be_used_is_said(string command, string problem) =>
        Assert.That(CommandTemplate.Parse(command, TextOnly).Problem, Does.Contain(problem));

    [TestCase("tool {input} {output}", "{output:text} and {output:json}")]
    [TestCase("tool {input} {output:text}", "no {output:json}")]
    public void With_several_kinds_every_kind_needs_its_place(string command, string problem) =>
        Assert.That(CommandTemplate.Parse(command, TextAndJson).Problem, Does.Contain(problem));

    [Test]
    public void Spacing_and_quoting_do_not_change_the_key_and_the_programs_folder_is_no_part_of_it()
    {
        var one = CommandTemplate.Parse("/usr/bin/pdftotext   -layout {input} {output}", TextOnly).Template!;
        var other = CommandTemplate.Parse("pdftotext \"-layout\" {input} \"{output}\"", TextOnly).Template!;

        Assert.Multiple(() =>
        {
            Assert.That(other.InKey(NoFiles), Is.EqualTo(one.InKey(NoFiles)));
            Assert.That(other.Id, Is.EqualTo(one.Id).And.EqualTo("pdftotext"));
        });
    }

    [Test]
    public void One_argument_with_a_space_is_another_key_than_two_arguments()
    {
        var one = CommandTemplate.Parse("tool \"a b\" {input} {output}", TextOnly).Template!;
        var two = CommandTemplate.Parse("tool a b {input} {output}", TextOnly).Template!;

        Assert.That(two.InKey(NoFiles), Is.Not.EqualTo(one.InKey(NoFiles)));
    }

    private static IReadOnlyList<string> Expand(string command, string input, string output) =>
        CommandTemplate.Parse(command, TextOnly).Template!.Expand(input, [("text", output)], "", NoSecrets);
}
