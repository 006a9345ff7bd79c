using System.CommandLine;
using System.Text.Json;
using PdfTract.Cache.Stress;
using PdfTract.Cache.Stress.Profiles;
using PdfTract.Cache.Stress.Workers;

var processes = new Option<int>("--processes") { Description = "Worker processes at once.", DefaultValueFactory = _ => 4, Recursive = true };
var iterations = new Option<int>("--iterations") { Description = "Operations of each worker.", DefaultValueFactory = _ => 100, Recursive = true };
var keys = new Option<int>("--keys") { Description = "How many keys they share.", DefaultValueFactory = _ => 10, Recursive = true };
var seed = new Option<int>("--seed") { Description = "Of every random choice.", DefaultValueFactory = _ => 1, Recursive = true };
var seconds = new Option<int>("--seconds") { Description = "How long the soak runs.", DefaultValueFactory = _ => 60, Recursive = true };
var maxLength = new Option<int>("--max-length") { Description = "The largest value, in bytes.", DefaultValueFactory = _ => 64 * 1024 * 1024, Recursive = true };
var largeBytes = new Option<long>("--large-bytes") { Description = "The large profile's output, in bytes.", DefaultValueFactory = _ => new StressOptions().LargeBytes, Recursive = true };
var largeNoise = new Option<int>("--large-noise") { Description = "How much of it no codec makes smaller, in percent.", DefaultValueFactory = _ => new StressOptions().LargeNoise, Recursive = true };
var flood = new Option<int>("--flood") { Description = "How many names the hostile profile's neighbour puts into one folder.", DefaultValueFactory = _ => new StressOptions().Flood, Recursive = true };
var maxSilence = new Option<int>("--max-silence") { Description = "How many seconds the hostile profile's builds may take for one operation.", DefaultValueFactory = _ => new StressOptions().MaxSilence, Recursive = true };
var directory = new Option<string>("--directory") { Description = "Where to make the caches: your own share, for example.", DefaultValueFactory = _ => "", Recursive = true };
var report = new Option<string?>("--report") { Description = "A folder for the report, as JSON and as a page.", Recursive = true };

var root = new RootCommand("Real processes against one cache directory, with faults, judged by an oracle.");
foreach (var option in new Option[] { processes, iterations, keys, seed, seconds, maxLength, largeBytes, largeNoise, flood, maxSilence, directory, report })
{
    root.Options.Add(option);
}

foreach (var profile in Catalogue.Profiles)
{
    AddProfile(profile.Name, profile.Description, [profile]);
}

AddProfile("all", "Every profile.", Catalogue.Profiles);

var settingsFile = new Argument<FileInfo>("settings");
var worker = new Command("worker", "One worker; the coordinator starts them.") { settingsFile };
worker.Hidden = true;
worker.SetAction(parsed =>
{
    Roles.Run(JsonSerializer.Deserialize<WorkerSettings>(File.ReadAllText(parsed.GetValue(settingsFile)!.FullName))!);
    return 0;
});
root.Subcommands.Add(worker);

var input = new Argument<FileInfo>("input");
var output = new Argument<FileInfo>("output");
var extract = new Command("extract", "An extractor for real builds; the builds start it.") { input, output };
extract.Hidden = true;
extract.SetAction(parsed => FanOut.Extract(parsed.GetValue(input)!.FullName, parsed.GetValue(output)!.FullName));
root.Subcommands.Add(extract);

var work = new Command("work", "The same as a worker.");
work.Hidden = true;
work.TreatUnmatchedTokensAsErrors = false;
work.SetAction(_ => ExtractionWorker.Run());
root.Subcommands.Add(work);

return root.Parse(args).Invoke();

void AddProfile(string name, string description, IReadOnlyList<IProfile> profiles)
{
    var command = new Command(name, description);
    command.SetAction(parsed => Coordinator.Run(profiles, new StressOptions
    {
        Processes = parsed.GetValue(processes),
        Iterations = parsed.GetValue(iterations),
        Keys = parsed.GetValue(keys),
        Seed = parsed.GetValue(seed),
        Seconds = parsed.GetValue(seconds),
        MaxLength = parsed.GetValue(maxLength),
        LargeBytes = parsed.GetValue(largeBytes),
        LargeNoise = parsed.GetValue(largeNoise),
        Flood = parsed.GetValue(flood),
        MaxSilence = parsed.GetValue(maxSilence),
        Directory = parsed.GetValue(directory)!,
        Report = parsed.GetValue(report),
    }));
    root.Subcommands.Add(command);
}
