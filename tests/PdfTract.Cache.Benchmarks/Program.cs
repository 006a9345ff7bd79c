using System.CommandLine;
using PdfTract.Cache.Benchmarks;
using PdfTract.Cache.Benchmarks.Parts;
using PdfTract.Cache.Benchmarks.Workers;

var names = new Argument<string[]>("part")
{
    Description = "What to measure; all of it when not given: " + string.Join(", ", Catalogue.Parts.Select(part => part.Name)) + ".",
    Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([.. Catalogue.Parts.Select(part => part.Name), Catalogue.All]);
var quick = new Option<bool>("--quick") { Description = "A few rounds of everything, small: whether it runs, not how fast." };
var report = new Option<string?>("--report") { Description = "The folder for the report; artifacts/benchmarks when not given." };
var payloads = new Option<string?>("--payloads") { Description = "A folder of PDFs whose results are stored and read; else the variable PDFTRACT_CORPUS, else the samples' documents." };
var page = new Option<string?>("--page") { Description = "A Markdown page whose figures, between its two marks, are written anew." };

var root = new RootCommand("Speed, side by side with what a user would take instead.") { names, quick, report, payloads, page };
root.SetAction(parsed => Coordinator.Run(new BenchmarkOptions
{
    Parts = Catalogue.Select(parsed.GetValue(names)!),
    Quick = parsed.GetValue(quick),
    Report = Path.GetFullPath(parsed.GetValue(report) ?? Path.Combine(BenchmarkOptions.Artifacts, "benchmarks")),
    Payloads = (parsed.GetValue(payloads) ?? Environment.GetEnvironmentVariable("PDFTRACT_CORPUS")) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
    Page = parsed.GetValue(page) is { } file ? Path.GetFullPath(file) : null,
}));
foreach (var role in Roles.All)
{
    root.Subcommands.Add(role);
}

return root.Parse(args).Invoke();
