using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build;

/// <summary>
/// Says which extractor a command is, for the key: another program, version or argument must never get this one's results.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfExtractorIdentity : PdfTask
{
    /// <summary>The command with its placeholders. The property <c>PdfExtractCommand</c>.</summary>
    [Required]
    public string Command { get; set; } = "";

    /// <summary>The output kinds.</summary>
    [Required]
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

    /// <summary>The extractor's id: the program's name.</summary>
    [Output]
    public string Extractor { get; private set; } = "";

    /// <summary>The declared version, or what the version command printed, or the SHA-256 of the program's file.</summary>
    [Output]
    public string ExtractorVersion { get; private set; } = "";

    /// <summary>The command's arguments, in a form that spacing does not change.</summary>
    [Output]
    public string ExtractorArguments { get; private set; } = "";

    /// <summary>The files that the command names: when one changes, the next build looks again.</summary>
    [Output]
    public ITaskItem[] KeyFiles { get; private set; } = [];

    /// <summary>The program's own file; empty where it is not found.</summary>
    [Output]
    public string Program { get; private set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var kinds = OutputKinds.Select(kind => kind.ItemSpec).Distinct(StringComparer.Ordinal).ToArray();
        new DocumentCheck(LogError).CheckKinds(kinds, null);
        var read = new PropertyReader(LogError);
        read.Text("PdfExtractCommand", Command);
        read.Text("PdfExtractVersion", DeclaredVersion);
        read.Text("PdfExtractVersionCommand", VersionCommand);
        if (Log.HasLoggedErrors)
        {
            return;
        }

        if (ExtractorCommand.TryParse(Command, kinds, LogError) is { } template)
        {
            var folder = ProjectDirectory.GetMetadata("FullPath");
            Extractor = template.Id;
            Program = MSBuildText.Escape(ProgramFile.Find(template.Program, folder, SearchPath) ?? "");
            KeyFiles =
            [
                .. (CommandTemplate.Split(Command) ?? []).Skip(1).Where(argument => argument.IndexOfAny(Path.GetInvalidPathChars()) < 0)
                    .Select(argument => Path.Combine(folder, argument)).Where(File.Exists).Select(file => new TaskItem(MSBuildText.Escape(file))),
            ];
            ExtractorArguments = template.Arguments;
            ExtractorVersion = DeclaredVersion.Trim() is { Length: > 0 } declared ? declared : FindVersion(kinds, cancellationToken) ?? "";
        }
    }

    private string? FindVersion(string[] kinds, CancellationToken cancellationToken)
    {
        var folder = ProjectDirectory.GetMetadata("FullPath");
        try
        {
            if (VersionCommand.Trim().Length > 0)
            {
                return AskVersion(folder, cancellationToken);
            }

            // Nobody said, so the program itself is the version: never a wrong byte, at worst a miss between two machines.
            return ExtractorCommand.TryRead(Command, kinds, folder, SearchPath, LogError) is var (_, program)
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

    private string? AskVersion(string folder, CancellationToken cancellationToken)
    {
        var parts = CommandTemplate.Split(VersionCommand) ?? [];
        var program = parts.Count == 0 ? null : ProgramFile.Find(parts[0], folder, SearchPath);
        if (program is null)
        {
            LogError(DiagnosticCodes.ExtractorNotStarted, null,
                $"The program of PdfExtractVersionCommand ('{Readable.Show(VersionCommand)}') was not found in the project's folder or on the PATH. Install it, or set PdfExtractVersion.");
            return null;
        }

        // The exit code is not looked at: some programs print their version and end with an error.
        var (_, version) = CommandRun.Run(program, [.. parts.Skip(1)], folder, secrets: [], cancellationToken);
        if (version.Length == 0)
        {
            LogError(DiagnosticCodes.ExtractorNotStarted, null,
                $"PdfExtractVersionCommand ('{Readable.Show(VersionCommand)}') printed nothing, so there is no version to tell results apart by. Set PdfExtractVersion instead.");
        }

        return version;
    }
}
