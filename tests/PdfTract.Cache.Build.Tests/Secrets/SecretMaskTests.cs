namespace PdfTract.Cache.Build.Tests;

internal sealed class SecretMaskTests
{
    [TestCase("nothing here", "nothing here")]
    [TestCase("hunter2", "***")]
    [TestCase("-upw hunter2 and hunter2!", "-upw *** and ***!")]
    [TestCase("hunter2hunter2", "***")]
    [TestCase("hunter", "hunter")]
    [TestCase("Hunter2", "Hunter2")]
    [TestCase("hun\nter2 in pieces", "*** in pieces")]
    [TestCase("hun\r\nter2", "***")]
    [TestCase("", "")]
    public void Every_occurrence_is_masked_also_over_lines(string text, string expected) =>
        Assert.That(MaskOf("hunter2").Apply(text), Is.EqualTo(expected));

    [TestCase("xabcdey")]
    [TestCase("xabccdey")]
    public void Secrets_that_overlap_or_touch_leave_nothing_of_each_other(string text) =>
        Assert.That(MaskOf("abc", "cde").Apply(text), Is.EqualTo("x***y"));

    [Test]
    public void A_secret_within_another_leaves_nothing_of_the_longer_one() =>
        Assert.That(MaskOf("ss", "password").Apply("a password, a pass"), Is.EqualTo("a ***, a pa***"));

    [Test]
    public void A_secret_that_overlaps_itself_is_masked_whole() => Assert.That(MaskOf("aba").Apply("ababab"), Is.EqualTo("***b"));

    [Test]
    public void Without_secrets_nothing_changes() => Assert.That(MaskOf().Apply("a\nb", isCut: true), Is.EqualTo("a\nb"));

    [TestCase("ter2 and hunter2", "nd ***", TestName = "What_is_left_of_a_secret_that_was_cut_is_left_out")]
    [TestCase("t\ner\n2 and hunter2", "nd ***", TestName = "What_is_left_of_a_secret_in_pieces_that_was_cut_is_left_out")]
    [TestCase("unter2", "", TestName = "A_text_that_is_shorter_than_a_secret_is_left_out_when_it_was_cut")]
    public void A_cut_shows_no_part(string text, string expected) => Assert.That(MaskOf("hunter2").Apply(text, isCut: true), Is.EqualTo(expected));

    /// <summary>A program that talks a lot: wherever the end that is shown begins, it begins with no part of a secret.</summary>
    [Test]
    public void However_much_a_program_says_its_last_words_have_no_part_of_a_secret([Range(0, 40)] int offset)
    {
        const string Value = "0123456789ABCDEF";
        var words = new LastWords(100, MaskOf(Value));
        words.Add(Value + Value + new string('.', 84 + offset));

        var shown = words.ToString();

        Assert.That(shown, Does.EndWith("....").And.Not.Match("[0-9A-F]"));
        Assert.That(shown, Has.Length.GreaterThanOrEqualTo(84).And.Length.LessThanOrEqualTo(120));
    }

    [Test]
    public void A_secret_that_comes_in_several_lines_is_no_part_of_the_last_words()
    {
        var words = new LastWords(100, MaskOf("hunter2"));
        words.Add("the password is hun");
        words.Add("ter2, says the log");

        Assert.That(words.ToString(), Is.EqualTo("the password is ***, says the log"));
    }

    private static SecretMask MaskOf(params string[] values) => new(values.Select(value => new Secret("name", value)));
}
