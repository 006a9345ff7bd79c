using System.Text;
using System.Text.Json;
using CsCheck;

namespace PdfTract.Cache.Tests;

internal sealed class KeyProperties
{
    private const int Iterations = 2_000;

    private static readonly Gen<Dictionary<string, string>> Members = Gen.Dictionary(Arbitrary.Text, Arbitrary.Text)[0, 6];

    private static readonly Gen<ExtractionOptions> Options = Gen.Select(
        Arbitrary.Text, Arbitrary.Text, Members, (extractor, version, members) => new ExtractionOptions(extractor, version, members));

    /// <summary>Of few letters, so that two of them are often nearly the same, and sometimes the same.</summary>
    private static readonly Gen<ExtractionOptions> AlikeOptions = Gen.Select(
        Gen.String[Gen.Char["ab"], 0, 1], Gen.String[Gen.Char["ab"], 0, 1], Gen.Dictionary(Gen.String[Gen.Char["ab"], 0, 2], Gen.String[Gen.Char["ab"], 0, 2])[0, 1],
        (extractor, version, members) => new ExtractionOptions(extractor, version, members));

    [Test]
    public void The_order_of_options_changes_nothing() =>
        Gen.Select(Options, Gen.Int[0, 1000]).Sample(
            (options, seed) =>
            {
                var random = new Random(seed);
                var shuffled = new ExtractionOptions(options.Extractor, options.Version, Shuffled(options.Options, random));

                return shuffled.ToCanonicalJson() == options.ToCanonicalJson() && shuffled.ComputeHash() == options.ComputeHash();
            },
            iter: Iterations);

    /// <summary>What can be read back from the JSON cannot be shared by two: no two sets of options have one hash.</summary>
    [Test]
    public void The_canonical_json_is_json_and_says_all_that_went_in() =>
        Options.Sample(
            options =>
            {
                using var json = JsonDocument.Parse(options.ToCanonicalJson());
                var root = json.RootElement;
                Property.That(root.GetProperty("extractor").GetString(), Is.EqualTo(options.Extractor), "extractor");
                Property.That(root.GetProperty("version").GetString(), Is.EqualTo(options.Version), "version");
                Property.That(
                    root.GetProperty("options").EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value.GetString())),
                    Is.EqualTo(options.Options.OrderBy(option => option.Key, StringComparer.Ordinal)),
                    "options, in the order of their code units");
                Property.That(root.EnumerateObject().Count(), Is.EqualTo(3), "and nothing else");
            },
            iter: Iterations);

    [Test]
    public void Different_options_have_different_hashes_and_equal_ones_the_same() =>
        Gen.Select(AlikeOptions, AlikeOptions).Sample(
            (one, other) => (one.ComputeHash() == other.ComputeHash()) == HaveSameContent(one, other),
            iter: Iterations);

    [Test]
    public void Text_without_a_utf8_form_is_refused_and_all_other_text_is_hashed() =>
        Gen.Select(Arbitrary.Utf16, Gen.Int[0, 3]).Sample(
            (text, place) =>
            {
                var options = new ExtractionOptions(
                    place == 0 ? text : "", place == 1 ? text : "", [new(place == 2 ? text : "", place == 3 ? text : "")]);
                var hasUtf8 = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

                Property.That(() => options.ComputeHash(), hasUtf8 ? Throws.Nothing : Throws.ArgumentException, "hash");
            },
            iter: Iterations);

    [Test]
    public void A_digest_and_a_key_read_back_what_they_print() =>
        Arbitrary.Key.Sample(
            key => Digest256.TryParse(key.Fingerprint.ToString(), out var digest)
                && digest == key.Fingerprint
                && CacheKey.TryParse(key.ToString(), out var read)
                && read == key,
            iter: Iterations);

    [Test]
    public void Text_that_reads_as_a_key_is_the_keys_own_text_but_for_case() =>
        Gen.Select(Arbitrary.Key, Gen.Int[0, 128], Gen.Char[' ', '~'])
            .Select((key, at, character) => key.ToString()[..at] + character + key.ToString()[(at + 1)..])
            .Sample(
                text => !CacheKey.TryParse(text, out var key) || text.Equals(key.ToString(), StringComparison.OrdinalIgnoreCase),
                iter: Iterations);

    [Test]
    public void No_text_makes_the_parsers_throw() =>
        Arbitrary.Utf16.Sample(
            text => !CacheKey.TryParse(text, out _) && !Digest256.TryParse(text, out _),
            iter: Iterations);

    [Test]
    [Category("H25")]
    public void H25_a_well_formed_kind_has_nothing_that_a_path_needs() =>
        Gen.OneOf(Arbitrary.Utf16, Arbitrary.Kind).Sample(
            kind => !OutputKind.IsValid(kind) || kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-'),
            iter: Iterations);

    private static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static bool HaveSameContent(ExtractionOptions one, ExtractionOptions other) =>
        one.Extractor == other.Extractor
        && one.Version == other.Version
        && one.Options.OrderBy(option => option.Key, StringComparer.Ordinal).SequenceEqual(
            other.Options.OrderBy(option => option.Key, StringComparer.Ordinal));
}
