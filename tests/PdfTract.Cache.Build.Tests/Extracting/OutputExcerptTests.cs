namespace PdfTract.Cache.Build.Tests;

internal sealed class OutputExcerptTests
{
    private const string Value = "0123456789ABCDEF";

    [Test]
    public void What_is_short_is_shown_whole()
    {
        var excerpt = Of("hunter2", 10, "one\r\n", "two\n");

        Assert.That(excerpt.ToString(), Is.EqualTo("one\ntwo"));
        Assert.That(excerpt.IsCut, Is.False);
    }

    [Test]
    public void Of_what_is_long_the_beginning_and_the_end_are_shown_and_how_much_is_left_out()
    {
        var excerpt = Of("x", 20, "usage: the beginning", new string('.', 1_000_000), "and here is the end!");

        Assert.That(excerpt.ToString(), Does.StartWith("usage: the beginning").And.EndWith("and here is the end!").And.Contain("999998 characters are left out"));
        Assert.That(excerpt.ToString(), Has.Length.LessThan(100));
        Assert.That(excerpt.IsCut, Is.True);
    }

    /// <summary>A program that talks a lot: wherever it is cut, no part of a secret is shown.</summary>
    [Test]
    public void However_much_a_program_says_no_part_of_a_secret_is_shown([Range(0, 40)] int offset)
    {
        var dots = new string('.', 84 + offset);

        var shown = Of(Value, 100, dots + Value + Value + dots + Value + Value + dots).ToString();

        Assert.That(shown, Does.StartWith("....").And.EndWith("....").And.Not.Match("[A-F]|0123|789"));
    }

    [Test]
    public void A_secret_that_comes_in_several_pieces_is_masked() =>
        Assert.That(Of("hunter2", 100, "the password is hun", "te", "r2, says the log").ToString(), Is.EqualTo("the password is ***, says the log"));

    [Test]
    public void What_would_change_the_terminal_is_a_question_mark() =>
        Assert.That(Of("x", 100, "\u001b[31mred\u0007\0").ToString(), Is.EqualTo("?[31mred??"));

    private static OutputExcerpt Of(string secret, int most, params string[] pieces)
    {
        var excerpt = new OutputExcerpt(most, new SecretMask([new Secret("name", secret)]));
        Array.ForEach(pieces, piece => excerpt.Add(piece.ToCharArray(), piece.Length));
        return excerpt;
    }
}
