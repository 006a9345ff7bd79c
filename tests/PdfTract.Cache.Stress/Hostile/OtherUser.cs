using System.Diagnostics;
using System.Globalization;
using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Hostile;

/// <summary>
/// Processes of other users. The users are numbers that no account needs; setpriv gives them to a process, which only root may do.
/// They may not be able to read where this program was built, so they get it in a place of its own.
/// </summary>
internal sealed class OtherUser
{
    /// <summary>Whose builds use the cache, and whose do harm; both are in one group.</summary>
    public const int Builder = 61001, Neighbour = 61003, Team = 61010;

    private readonly string _program;

    private OtherUser(string program) => _program = program;

    /// <returns>Null where it cannot be done, with the reason.</returns>
    public static OtherUser? TryPrepare(StressRun run, out string reason)
    {
        reason = "needs root, to become other users";
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        File.SetUnixFileMode(run.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var folder = Path.Combine(run.Folder, "program");
        reason = SystemTool.Run("cp", "-rL", AppContext.BaseDirectory, folder);
        if (reason.Length > 0)
        {
            return null;
        }

        var program = Path.Combine(folder, "PdfTract.Cache.Stress");
        reason = SystemTool.Run("chmod", "-R", "a+rX", folder);
        foreach (var user in (int[])[Builder, Neighbour])
        {
            var identity = Identity(user);
            reason = reason.Length > 0 ? reason : SystemTool.Run(identity[0], [.. identity[1..], program, "--version"]);
        }

        reason = reason.Length > 0 ? $"no process of another user runs here: {reason}" : "";
        return reason.Length > 0 ? null : new OtherUser(program);
    }

    public static ProcessStartInfo Start(int user, string program)
    {
        var identity = Identity(user);
        return new ProcessStartInfo(identity[0], [.. identity[1..], program]);
    }

    /// <summary>Makes a worker that user's, with a folder that is closed to others.</summary>
    public WorkerSettings Give(WorkerSettings worker, int user)
    {
        Directory.CreateDirectory(worker.Scratch);
        GiveAway(worker.Scratch, user, user, "0700");
        return worker with { User = user, Program = _program, JournalPath = Path.Combine(worker.Scratch, "journal") };
    }

    /// <exception cref="InvalidOperationException">It could not be done.</exception>
    public static void GiveAway(string path, int user, int group, string mode)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"{user}:{group}");
        var problem = SystemTool.Run("chown", owner, path) + SystemTool.Run("chmod", mode, path);
        if (problem.Length > 0)
        {
            throw new InvalidOperationException(problem);
        }
    }

    private static string[] Identity(int user)
    {
        var id = user.ToString(CultureInfo.InvariantCulture);
        var groups = string.Create(CultureInfo.InvariantCulture, $"{id},{Team}");
        return ["setpriv", $"--reuid={id}", $"--regid={id}", $"--groups={groups}", "--inh-caps=-all", "--"];
    }
}
