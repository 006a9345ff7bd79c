using System.Text.RegularExpressions;

namespace PdfTract.Cache.Tests;

/// <summary>Names that differ in one place from the cache's own, judged letter by letter and by what the format's page says as regular expressions (H33).</summary>
[Category("H33")]
internal sealed class NameShapeTests
{
    private const string Hex = "000102030405060708090a0b0c0d0e0f";
    private const string Key = Hex + "-c8c9cacbcccdcecfd0d1d2d3d4d5d6d7";
    private const string OtherLetters = "0a9fgAFGz-._ \n\0/T\u0660\u0430";

    private static readonly Regex Shard = new(@"\A[0-9a-f]{2}\z", RegexOptions.CultureInvariant);
    private static readonly Regex Entry = new(@"\A[0-9a-f]{32}-[0-9a-f]{32}\.pdfc\z", RegexOptions.CultureInvariant);
    private static readonly Regex Temp = new(@"\A(?<prefix>.*)\.tmp\.[0-9]{1,10}\.[0-9a-f]{32}\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    private static readonly Regex EntryTemp = new(@"\A[0-9a-f]{32}-[0-9a-f]{32}\.tmp\.[0-9]{1,10}\.[0-9a-f]{32}\z", RegexOptions.CultureInvariant);
    private static readonly Regex NfsLeftover = new(@"\A\.nfs[0-9a-fA-F.]+\z", RegexOptions.CultureInvariant);

    private static readonly string[] Names =
    [
        "",
        "aa",
        ".nfs00000000000012ab00000003",
        Key + ".pdfc",
        Hex,
        "." + Hex,
        ".tmp.1." + Hex,
        "clock.tmp.1234567890." + Hex,
        Key + ".tmp.42." + Hex,
        Key + ".tmp.42." + Hex + ".tmp.7." + Hex,
    ];

    private static IEnumerable<string> NearMisses => Names.SelectMany(name => Changes(name)).Distinct();

    [Test]
    public void H33_one_wrong_letter_anywhere_makes_it_somebody_elses_name() => Assert.Multiple(() =>
    {
        foreach (var name in NearMisses)
        {
            Assert.That(CacheLayout.IsShard(name), Is.EqualTo(Shard.IsMatch(name)), $"shard '{name}'");
            Assert.That(CacheLayout.IsEntry(name), Is.EqualTo(Entry.IsMatch(name)), $"entry '{name}'");
            Assert.That(CacheLayout.IsEntryTemp(name), Is.EqualTo(EntryTemp.IsMatch(name)), $"entry's temp '{name}'");
            Assert.That(CacheLayout.IsNfsLeftover(name), Is.EqualTo(NfsLeftover.IsMatch(name)), $"leftover '{name}'");
            Assert.That(TempName.TryGetPrefix(name, out var prefix), Is.EqualTo(Temp.IsMatch(name)), $"temp '{name}'");
            Assert.That(prefix, Is.EqualTo(Temp.Match(name).Groups["prefix"].Value), $"prefix of '{name}'");
        }
    });

    [Test]
    public void The_names_include_the_caches_own() => Assert.That(
        new[] { Shard, Entry, Temp, EntryTemp, NfsLeftover }.Select(own => NearMisses.Count(name => own.IsMatch(name))), Has.All.GreaterThan(1));

    /// <summary>The name; and it with each letter left out, doubled, or replaced by each of the others, and with each put before it.</summary>
    private static IEnumerable<string> Changes(string name)
    {
        yield return name;
        for (var i = 0; i <= name.Length; i++)
        {
            foreach (var letter in OtherLetters)
            {
                yield return name.Insert(i, letter.ToString());
            }
        }

        for (var i = 0; i < name.Length; i++)
        {
            var rest = name.Remove(i, 1);
            yield return rest;
            yield return name.Insert(i, name[i].ToString());
            foreach (var letter in OtherLetters)
            {
                yield return rest.Insert(i, letter.ToString());
            }
        }
    }
}
