using System.Text;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Tests;

internal sealed class RewordingTests
{
    private const string Json = """{"text":"the lamp that hung over this door stays bright while every other light turns green","box":[12.75,3.50]}""";

    [Test]
    public void Another_seed_gives_another_text_of_the_same_length()
    {
        var texts = new[] { 1, 2 }.Select(seed => Rewording.Of(Encoding.ASCII.GetBytes(Json), seed)).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(texts.Select(text => text.Length), Has.All.EqualTo(Json.Length));
            Assert.That(texts[0], Is.Not.EqualTo(texts[1]));
            Assert.That(texts, Has.None.EqualTo(Encoding.ASCII.GetBytes(Json)));
        });
    }

    [Test]
    public void The_same_seed_gives_the_same_text()
    {
        var texts = new[] { 3, 3 }.Select(seed => Rewording.Of(Encoding.ASCII.GetBytes(Json), seed)).ToArray();

        Assert.That(texts[0], Is.EqualTo(texts[1]));
    }

    [Test]
    public void The_words_are_the_same_in_another_order_and_names_of_members_stay()
    {
        var text = Encoding.ASCII.GetString(Rewording.Of(Encoding.ASCII.GetBytes(Json), 1));

        Assert.Multiple(() =>
        {
            Assert.That(Words(text), Is.EquivalentTo(Words(Json)).And.Not.EqualTo(Words(Json)));
            Assert.That(text, Does.StartWith("{\"text\":\"the ").And.Contain("\",\"box\":[12."));
        });
    }

    private static string[] Words(string text) => text.Split('"')[3].Split(' ');
}
