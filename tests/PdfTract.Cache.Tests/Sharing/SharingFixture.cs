using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace PdfTract.Cache.Tests;

/// <summary>
/// Processes of real users on one cache. The users are numbers that no account needs; setpriv gives them to a process, which
/// only root may do.
/// </summary>
[SupportedOSPlatform("linux")]
internal abstract class SharingFixture : CacheFixture
{
    /// <summary>Two colleagues in one group, and one who is not in it.</summary>
    protected const int Ann = 61001, Bob = 61002, Eve = 61003, Team = 61010;

    private const string StrictUmask = "077";

    private TempFolder _program = null!;

    private string Scratch => Folder["scratch"];

    /// <summary>The users may not be able to read where the tests were built, so they get the program in a place of its own.</summary>
    [OneTimeSetUp]
    public void PublishProgram()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root may run processes as other users.");
        }

        _program = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            File.Copy(file, _program[Path.GetFileName(file)]);
        }

        if (!MayRun(Environment.ProcessPath!))
        {
            Assert.Ignore($"No process of another user can be started here, or it may not run '{Environment.ProcessPath}'.");
        }
    }

    [OneTimeTearDown]
    public void RemoveProgram() => _program?.Dispose();

    [SetUp]
    public void CreateScratch() => CreateFolder(Scratch, "1777");

    protected static void CreateFolder(string path, string mode, int owner = 0, int group = 0)
    {
        Directory.CreateDirectory(path);
        Shell.Run("chown", $"{owner}:{group}", path);
        Shell.Run("chmod", mode, path);
    }

    protected static string ModeOf(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);

    protected IEnumerable<string> ModesBelowRoot() =>
        Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories)
            .Select(path => (Directory.Exists(path) ? "folder " : "file ") + ModeOf(path))
            .Distinct()
            .Order(StringComparer.Ordinal);

    /// <returns>One line a command.</returns>
    protected string[] As(int user, params string[] commands) => LinesOf(Start(user, StrictUmask, commands));

    protected string[] AsWithUmask(string umask, int user, params string[] commands) => LinesOf(Start(user, umask, commands));

    protected Process Start(int user, string umask, params string[] commands) => Start(user, umask, [], commands);

    /// <param name="wrapper">Starts the program under conditions of its own, such as prlimit.</param>
    protected Process Start(int user, string umask, string[] wrapper, string[] commands) => Shell.Start(
        "sh",
        ["-c", $"umask {umask}; exec \"$0\" \"$@\"", .. Identity(user), .. wrapper, Environment.ProcessPath!, _program["PdfTract.Cache.Tests.dll"], UserProgram.Command, Root, Scratch, .. commands]);

    protected static string[] LinesOf(Process process)
    {
        using (process)
        {
            return Shell.EndOf(process).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    private static bool MayRun(string program)
    {
        using var process = Shell.Start(Identity(Eve)[0], [.. Identity(Eve)[1..], "test", "-x", program]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string[] Identity(int user)
    {
        var id = user.ToString(CultureInfo.InvariantCulture);
        var groups = user == Eve ? id : $"{id},{Team}";
        return ["setpriv", $"--reuid={id}", $"--regid={id}", $"--groups={groups}", "--inh-caps=-all", "--"];
    }
}
