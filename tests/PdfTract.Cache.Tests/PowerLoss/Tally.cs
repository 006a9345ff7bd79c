namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>What the reader made of the states of one scenario.</summary>
internal sealed class Tally
{
    public int States { get; set; }

    public int NewHits { get; set; }

    public int OldHits { get; set; }

    public int Absent { get; set; }

    public int Corrupt { get; set; }

    public int OtherMisses { get; set; }

    public int Wrong { get; set; }

    public static string Header =>
        "| scenario | fsync | calls | states | hits, new bytes | hits, old bytes | misses, absent | misses, corrupt | misses, other | wrong | states after the report | of these hits, new bytes |";

    public string Row(string scenario, bool fsync, int calls, int final, int finalHits) =>
        $"| {scenario} | {(fsync ? "on" : "off")} | {calls} | {States} | {NewHits} | {OldHits} | {Absent} | {Corrupt} | {OtherMisses} | {Wrong} | {final} | {finalHits} |";
}
