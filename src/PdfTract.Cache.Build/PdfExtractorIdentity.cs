using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Extracting;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Parsing;
using PdfTract.Cache.Build.Planning;
using PdfTract.Cache.Build.Programs;
using PdfTract.Cache.Build.Sessions;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build;

/// <summary>
/// Says which extractor makes the results, and from what besides the documents, for the key: another program, version, argument or script must never get
/// this one's results. What cannot be meant is an error before any work.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtractorIdentity : PdfTask
{
    private const string TargetOfProgram = "_PdfExtractByProgram";
    private const string TargetOfNothing = "_PdfExtractByNothing";

    /// <summary>The command with its placeholders. The property <c>PdfExtractCommand</c>; empty when a target of another package or of the project extracts.</summary>
    public string Command { get; set; } = "";

    /// <summary>How a worker is started. The property <c>PdfExtractWorker</c>; empty when something else extracts, or the worker of another package.</summary>
    public string Worker { get; set; } = "";

    /// <summary>The property <c>PdfExtractFailures</c>.</summary>
    public string? Failures { get; set; }

    /// <summary><c>true</c>: pages that cannot be read may be left empty, unless <see cref="Failures"/> says that they are errors.</summary>
    public string? ByPages { get; set; }

    /// <summary>The target that extracts. The property <c>PdfExtractTarget</c>.</summary>
    public string Target { get; set; } = TargetOfProgram;

    /// <summary>The output kinds.</summary>
    public ITaskItem[] OutputKinds { get; set; } = [];

    /// <summary>The folder that a relative program is looked for from: the project's.</summary>
    [Required]
    public ITaskItem ProjectDirectory { get; set; } = null!;

    /// <summary>The PATH, read by the .targets.</summary>
    public string SearchPath { get; set; } = "";

    /// <summary>The version as the user states it. Then the program need not even be installed for a hit.</summary>
    public string DeclaredVersion { get; set; } = "";

    /// <summary>A command whose output is the version, such as <c>pdftotext -v</c>.</summary>
    public string VersionCommand { get; set; } = "";

    /// <summary>The property <c>PdfExtractTimeout</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>The files that results depend on besides the documents: <c>@(PdfExtractInput)</c>. Those with <c>InKey</c> = <c>false</c> only make a build look again.</summary>
    public ITaskItem[] Inputs { get; set; } = [];

    /// <summary>The outputs that have <c>ExtractOptions</c>.</summary>
    public ITaskItem[] WithOptions { get; set; } = [];

    /// <summary><c>false</c>: a target that does nothing with options. The property <c>PdfExtractTakesOptions</c>.</summary>
    public string? TakesOptions { get; set; }

    /// <summary>In: what a target of one's own calls itself. Out: the extractor's id; of a command the program's name.</summary>
    [Output]
    public string Extractor { get; set; } = "";

    /// <summary>In: the version of a target of one's own. Out: of a command the declared version, or what the version command printed, or the SHA-256 of the program's file.</summary>
    [Output]
    public string ExtractorVersion { get; set; } = "";

    /// <summary>In: the arguments of a target of one's own. Out: those, or the command's, in a form that spacing does not change; with a digest of <see cref="KeyFiles"/>.</summary>
    [Output]
    public string ExtractorArguments { get; set; } = "";

    /// <summary>The files whose content is part of the key: the inputs, and those that the command names.</summary>
    [Output]
    public ITaskItem[] KeyFiles { get; private set; } = [];

    /// <summary>The program's own file, escaped for an item; empty where it is not found, and for a target of one's own.</summary>
    [Output]
    public string Program { get; private set; } = "";

    private string Folder => ProjectDirectory.GetMetadata("FullPath");

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var kinds = OutputKinds.Select(kind => kind.ItemSpec).Distinct(StringComparer.Ordinal).ToArray();
        CheckKinds(kinds);
        var read = new PropertyReader(LogError);
        read.Text("PdfExtractCommand", Command);
        read.Text("PdfExtractVersion", DeclaredVersion);
        read.Text("PdfExtractVersionCommand", VersionCommand);
        var limit = read.Timeout(Timeout);
        read.Text("PdfExtractWorker", Worker);
        var mayLeavePagesEmpty = read.Boolean("PdfExtractWorkerByPages", ByPages, absent: false) & read.Failures(Failures) != FailureSeverity.Error;
        var isProgram = Target.Trim() == TargetOfProgram && (Command + Worker).Trim().Length > 0;
        var takesOptions = read.Boolean("PdfExtractTakesOptions", TakesOptions, absent: true);
        if (!isProgram)
        {
            CheckOwnTarget(takesOptions);
        }

        CheckOneProgram();
        var commands = new ExtractorCommand(Folder, SearchPath, LogError);
        var template = isProgram && !Log.HasLoggedErrors ? Parse(commands, kinds) : null;
        if (template is not null)
        {
            CheckOptions(commands, template);
        }

        var files = Log.HasLoggedErrors ? [] : FindFiles(template, cancellationToken);
        if (Log.HasLoggedErrors)
        {
            return;
        }

        if (template is not null)
        {
            Extractor = template.Id;
            Program = MSBuildText.Escape(ProgramFile.Find(template.Program, Folder, SearchPath) ?? "");
            ExtractorArguments = template.InKey(new NamedFiles(Folder));
            ExtractorVersion = DeclaredVersion.Trim() is { Length: > 0 } declared ? declared : FindVersion(commands, template, limit, cancellationToken) ?? "";
        }

        if (mayLeavePagesEmpty)
        {
            // Never a hit for a build in which such a page is an error.
            ExtractorArguments += " unreadable-pages=empty";
        }

        if (Build.Extracting.KeyFiles.DigestOf(files) is { } digest)
        {
            ExtractorArguments += " files=sha256:" + digest;
        }

        KeyFiles = [.. files.Select(file => file.ToItem())];
    }

    private CommandTemplate? Parse(ExtractorCommand commands, string[] kinds) =>
        Worker.Trim().Length > 0 ? commands.ParseWorker(Worker) : commands.ParseCommand(Command, kinds);

    private void CheckOneProgram()
    {
        if (Command.Trim().Length > 0 && Worker.Trim().Length > 0)
        {
            LogError(DiagnosticCodes.InvalidCommand, null,
                $"PdfExtractCommand ('{Readable.Show(Command)}') and PdfExtractWorker ('{Readable.Show(Worker)}') are both set. Set the one that extracts.");
        }
    }

    private void CheckKinds(string[] kinds)
    {
        new DocumentCheck(LogError).CheckKinds(kinds, null);
        if (kinds.Length == 0)
        {
            LogError(DiagnosticCodes.UnknownOutputKind, null, "PdfExtractOutputs names no output kind. Set it to one or more, such as text or text;json, or do not set it.");
        }
    }

    private void CheckOwnTarget(bool takesOptions)
    {
        if ((Command + Worker).Trim().Length > 0)
        {
            var property = Command.Trim().Length > 0 ? "PdfExtractCommand" : "PdfExtractWorker";
            LogError(Target.Trim() == TargetOfNothing ? DiagnosticCodes.NoExtractor : DiagnosticCodes.InvalidCommand, null,
                $"{property} ('{Readable.Show(Command + Worker)}') is set, and has no effect: "
                + "it is set too late, after the targets of the package were read, for example in Directory.Build.targets, or PdfExtractTarget is set with -p: as well. "
                + $"Set {property} in the project, in Directory.Build.props or with -p:, and do not set PdfExtractTarget.");
            return;
        }

        if (Target.Trim() == TargetOfNothing)
        {
            // The target says so itself.
            return;
        }

        CheckName("PdfExtractor", Extractor, "a name for the extractor");
        CheckName("PdfExtractorVersion", ExtractorVersion, "its version, which has to change whenever its results do");
        if (!takesOptions && WithOptions.FirstOrDefault(item => item.GetMetadata(ItemMetadata.ExtractOptions).Trim().Length > 0) is { } item)
        {
            LogError(DiagnosticCodes.InvalidOptions, item.GetMetadata(ItemMetadata.Document),
                $"'{item.GetMetadata(ItemMetadata.Document)}' has the options '{Readable.Show(item.GetMetadata(ItemMetadata.ExtractOptions))}' (PdfExtractOptions, or ExtractOptions "
                + $"of the PdfDocument item), and the extractor '{Readable.Show(Extractor)}' takes none. Remove them.");
        }
    }

    private void CheckName(string property, string value, string meaning)
    {
        if (value.Trim().Length == 0)
        {
            LogError(DiagnosticCodes.ExtractorUnnamed, null,
                $"The target '{Readable.Show(Target)}' extracts (PdfExtractTarget), and {property} is not set. Set it to {meaning}: results of different extractors are told apart by it.");
        }
    }

    private void CheckOptions(ExtractorCommand commands, CommandTemplate template)
    {
        foreach (var options in WithOptions.GroupBy(item => item.GetMetadata(ItemMetadata.ExtractOptions), StringComparer.Ordinal))
        {
            commands.CheckOptions(template, options.Key, options.First().GetMetadata(ItemMetadata.Document));
        }
    }

    private List<KeyFile> FindFiles(CommandTemplate? template, CancellationToken cancellationToken)
    {
        var named = new NamedFiles(Folder);
        var paths = Inputs
            .Where(item => !string.Equals(item.GetMetadata("InKey"), "false", StringComparison.OrdinalIgnoreCase))
            .Select(item => item.GetMetadata("FullPath"))
            .Concat(template?.Arguments.SelectMany(named.In).Select(file => file.Path) ?? [])
            .Distinct(StringComparer.Ordinal);
        var files = new List<KeyFile>();
        foreach (var path in paths)
        {
            try
            {
                var file = KeyFile.Read(path, named.NameOf(path), cancellationToken);
                files.Add(file);
                LogDetail($"Part of the key: '{path}' as '{file.Name}', SHA-256 {file.Digest}.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogError(DiagnosticCodes.InputUnreadable, path,
                    $"'{path}' cannot be read, and results depend on it (it is a PdfExtractInput item, or the extractor's command names it): {(Directory.Exists(path) ? "It is a folder." : e.Message)} "
                    + "Correct the item or the command, or the file's permissions.");
            }
        }

        return files;
    }

    private string? FindVersion(ExtractorCommand commands, CommandTemplate template, TimeSpan? limit, CancellationToken cancellationToken)
    {
        try
        {
            if (VersionCommand.Trim().Length > 0)
            {
                return new VersionQuestion(VersionCommand, Folder, SearchPath, limit, LogError).Ask(cancellationToken);
            }

            // Nobody said, so the program itself is the version: never a wrong byte, at worst a miss between two machines.
            return commands.FindProgram(template, Worker.Trim().Length > 0 ? Worker : Command) is { } program
                ? "sha256:" + Fingerprint.OfFile(program, cancellationToken)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogError(DiagnosticCodes.ExtractorNotStarted, null,
                $"The version of the extractor could not be found out: {e.Message} Set PdfExtractVersion, or correct PdfExtractVersionCommand.");
            return null;
        }
    }
}
