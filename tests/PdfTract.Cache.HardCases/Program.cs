using System.CommandLine;
using PdfTract.Cache.HardCases;

var tests = new Option<DirectoryInfo>("--tests") { Description = "A folder with NUnit's result files.", Required = true };
var stress = new Option<DirectoryInfo>("--stress") { Description = "A folder with reports of the stress harness.", Required = true };
var page = new Option<FileInfo>("--page") { Description = "The page to write.", Required = true };
var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 when the page lists other cases or tests." };

var root = new RootCommand("Writes the page of the hard cases: each case, the tests that prove it, and how they ended.") { tests, stress, page, check };
root.SetAction(parsed =>
{
    Proof[] proofs = [.. TestResults.Read(parsed.GetValue(tests)!.FullName), .. StressResults.Read(parsed.GetValue(stress)!.FullName)];
    var open = HardCase.All.Where(hardCase => !proofs.Any(proof => proof.Numbers.Contains(hardCase.Number) && proof.Result == Proof.Passed)).ToArray();
    var failed = proofs.Where(proof => proof.Result == Proof.Failed).ToArray();
    foreach (var hardCase in open)
    {
        Console.WriteLine($"{hardCase.Number} has no test that passed.");
    }

    foreach (var proof in failed)
    {
        Console.WriteLine($"{string.Join(", ", proof.Numbers)}: {proof.Name} failed.");
    }

    var path = parsed.GetValue(page)!.FullName;
    var text = Table.Write(proofs);
    var isCurrent = File.Exists(path) && Table.SameProofs(File.ReadAllText(path), text);
    if (parsed.GetValue(check) && !isCurrent)
    {
        Console.WriteLine($"{path} is out of date.");
    }
    else if (!parsed.GetValue(check))
    {
        File.WriteAllText(path, text);
    }

    Console.WriteLine($"{HardCase.All.Count - open.Length} of {HardCase.All.Count} hard cases proven by {proofs.Length} tests and rows.");
    return open.Length == 0 && failed.Length == 0 && (isCurrent || !parsed.GetValue(check)) ? 0 : 1;
});
return root.Parse(args).Invoke();
