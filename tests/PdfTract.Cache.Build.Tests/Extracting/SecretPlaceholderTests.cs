namespace PdfTract.Cache.Build.Tests;

internal sealed class SecretPlaceholderTests
{
    private static readonly Dictionary<string, string> Secrets = new() { ["password"] = "two words {input} \"", ["key"] = "k" };

    [Test]
    public void A_secret_is_part_of_one_argument_whatever_is_in_it() =>
        Assert.That(
            Expand("tool -p {secret:password} --key={secret:key} {input} {output}", "", Secrets),
            Is.EqualTo(["-p", "two words {input} \"", "--key=k", "i", "o"]));

    [Test]
    public void Options_may_name_secrets() =>
        Assert.That(
            Expand("tool {options} --x={options} {input} {output}", "-p {secret:password}", Secrets),
            Is.EqualTo(["-p", "two words {input} \"", "--x=-p two words {input} \"", "i", "o"]));

    [Test]
    public void Without_secrets_a_command_is_fit_to_be_shown() =>
        Assert.That(
            Expand("tool --p={secret:password} {options} {input} {output}", "{secret:key}", []),
            Is.EqualTo(["--p={secret:password}", "{secret:key}", "i", "o"]));

    [Test]
    public void The_key_is_made_of_the_placeholder() =>
        Assert.That(Parse("tool {secret:password} {input} {output}").InKey(new NamedFiles("/project")), Is.EqualTo("\"{secret:password}\" \"{input}\" \"{output}\""));

    [TestCase("tool {input} {output}", "{secret:a}", new string[0])]
    [TestCase("tool {options} {secret:a}{secret:b} {secret:a} {input} {output}", "-p {secret:c}", new[] { "a", "b", "c" })]
    public void The_secrets_that_a_command_asks_for_are_known(string command, string options, string[] expected) =>
        Assert.That(Parse(command).SecretNames(options), Is.EqualTo(expected));

    [TestCase("{secret:}")]
    [TestCase("{secret:Password}")]
    [TestCase("{secret:pass word}")]
    [TestCase("{secret:password")]
    public void A_placeholder_that_names_no_secret_is_a_problem(string placeholder) =>
        Assert.That(CommandTemplate.Parse($"tool \"{placeholder}\" {{input}} {{output}}", ["text"]).Problem, Does.Contain("names no secret"));

    private static CommandTemplate Parse(string command) => CommandTemplate.Parse(command, ["text"]).Template!;

    private static IReadOnlyList<string> Expand(string command, string options, Dictionary<string, string> secrets) =>
        Parse(command).Expand("i", [("text", "o")], options, secrets);
}
