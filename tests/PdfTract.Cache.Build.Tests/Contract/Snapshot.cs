namespace PdfTract.Cache.Build.Tests;

/// <summary>A committed text that a result has to be equal to: a change of the contract is a change that somebody reviews.</summary>
internal static class Snapshot
{
    /// <summary>Compares; on a difference, what was received is written beside the snapshot, ready to be renamed over it.</summary>
    public static void Matches(string name, IEnumerable<string> lines)
    {
        var folder = Path.Combine(Repository.Root, "tests", "PdfTract.Cache.Build.Tests", "Contract");
        var snapshot = Path.Combine(folder, name + ".txt");
        var received = Path.Combine(folder, name + ".received.txt");
        File.Delete(received);
        var actual = lines.ToArray();
        var expected = File.Exists(snapshot) ? File.ReadAllLines(snapshot) : [];
        if (!actual.SequenceEqual(expected, StringComparer.Ordinal))
        {
            File.WriteAllText(received, string.Join('\n', actual) + "\n");
            Assert.Fail(
                $"'{name}.txt' is not what was received; if the change is meant, rename '{name}.received.txt' over it.\n"
                + $"Gone: {string.Join(" | ", expected.Except(actual))}\nNew: {string.Join(" | ", actual.Except(expected))}");
        }
    }
}
