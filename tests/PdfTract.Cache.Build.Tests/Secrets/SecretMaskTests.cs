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
    public void Without_secrets_nothing_changes() => Assert.That(MaskOf().Apply("a\nb", isCutBefore: true), Is.EqualTo("a\nb"));

    [TestCase("ter2 and hunter2", "nd ***", TestName = "What_is_left_of_a_secret_that_was_cut_is_left_out")]
    [TestCase("t\ner\n2 and hunter2", "nd ***", TestName = "What_is_left_of_a_secret_in_pieces_that_was_cut_is_left_out")]
    [TestCase("unter2", "", TestName = "A_text_that_is_shorter_than_a_secret_is_left_out_when_it_was_cut")]
    public void A_cut_shows_no_part(string text, string expected) => Assert.That(MaskOf("hunter2").Apply(text, isCutBefore: true), Is.EqualTo(expected));

    [TestCase("hunter2 and hun", "*** a", TestName = "What_may_be_the_beginning_of_a_secret_is_left_out_when_the_rest_was_cut")]
    [TestCase("hunter2 and h\nu\nn", "*** a", TestName = "What_may_be_the_beginning_of_a_secret_in_pieces_is_left_out_when_the_rest_was_cut")]
    [TestCase("hunter", "", TestName = "A_text_that_is_shorter_than_a_secret_is_left_out_when_the_rest_was_cut")]
    public void A_cut_at_the_end_shows_no_part(string text, string expected) => Assert.That(MaskOf("hunter2").Apply(text, isCutAfter: true), Is.EqualTo(expected));

    private static SecretMask MaskOf(params string[] values) => new(values.Select(value => new Secret("name", value)));
}
