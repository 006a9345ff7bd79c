using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Programs;

/// <summary>
/// Ends the programs of a process when that process is gone, however it ended: a node that was killed leaves none behind. Elsewhere than on Windows a
/// shell waits at the end of a pipe that this process holds open; on Windows the system does it (<see cref="WindowsJob"/>). Safe for several threads.
/// </summary>
/// <remarks>
/// The system's own way on Linux, a signal at the parent's death, comes with the death of the <em>thread</em> that started the program, and a task's threads
/// do not live long. Where there is no <c>/bin/sh</c>, or it was killed as well, a worker still sees its input end.
/// </remarks>
internal sealed class ProcessGuard : IDisposable
{
    /// <summary>In the environment of every program of this process, and of all that those start.</summary>
    public const string MarkVariable = "PDFTRACT_NODE";

    /// <summary>
    /// Reads <c>+ PID</c> and <c>- PID</c>. At the end of its input it ends those that are left; on Linux also what has the mark in its environment: what
    /// those started, and what was started just now. <c>q</c> ends it at once.
    /// </summary>
    private const string Script =
        """
        trap '' HUP INT QUIT TERM
        exec >/dev/null 2>&1
        all=' '
        while read -r what pid; do
            case $what in
                +) all="$all$pid " ;;
                -) case $all in *" $pid "*) all="${all%% "$pid" *} ${all#* "$pid" }" ;; esac ;;
                q) exit 0 ;;
            esac
        done
        kill -9 $all
        for look in 1 2 3; do
            for process in /proc/[0-9]*; do
                if grep -q "$1" "$process/environ"; then kill -9 "${process#/proc/}"; fi
            done
        done
        """;

    private readonly object _gate = new();
    private readonly WindowsJob? _job = Os.IsWindows ? WindowsJob.TryCreate() : null;
    private Process? _shell;
    private StreamWriter? _words;
    private bool _isStarted;

    /// <summary>Another one for each guard.</summary>
    public string Mark { get; } = Guid.NewGuid().ToString("N");

    /// <summary>From now on the program ends with this process.</summary>
    public void Add(Process program)
    {
        if (Os.IsWindows)
        {
            _job?.Add(program);
            return;
        }

        Tell('+', program, mayStart: true);
    }

    /// <summary>The program has ended: its id may be another's from now on.</summary>
    public void Remove(Process program) => Tell('-', program, mayStart: false);

    /// <summary>Nothing is ended any more, except on Windows, where what is left ends now.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Write("q\n");
            Close();
            _isStarted = true;
        }

        _job?.Dispose();
    }

    private void Tell(char what, Process program, bool mayStart)
    {
        lock (_gate)
        {
            if (mayStart && !_isStarted)
            {
                _isStarted = true;
                _shell = TryStart();
            }

            Write(string.Format(CultureInfo.InvariantCulture, "{0} {1}\n", what, program.Id));
        }
    }

    private Process? TryStart()
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };
#if NET
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add($"{MarkVariable}={Mark}");
#else
        start.Arguments = WindowsArguments.Join(["-c", Script, "sh", $"{MarkVariable}={Mark}"]);
#endif
        start.Environment.Remove(MarkVariable);
        try
        {
            var shell = Process.Start(start)!;
            _words = new StreamWriter(ProgramPipe.AsFile(shell.StandardInput.BaseStream, FileAccess.Write));
            return shell;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    private void Write(string line)
    {
        try
        {
            _words?.Write(line);
            _words?.Flush();
        }
        catch (IOException)
        {
            // Somebody has ended it. What it guarded is still ended by this process.
            Close();
        }
    }

    private void Close()
    {
        try
        {
            _words?.Dispose();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        _shell?.Dispose();
        _shell = null;
        _words = null;
    }
}
