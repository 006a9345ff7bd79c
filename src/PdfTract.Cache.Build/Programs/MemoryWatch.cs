using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Programs;

/// <summary>
/// Looks at how much memory programs use, four times a second: what is resident and shared with no other process, on Linux of a program with all
/// that it started, elsewhere of the program alone. In between a program may use more.
/// </summary>
/// <remarks>
/// The limits of the system itself count something else. Address space (RLIMIT_AS) and writable memory (RLIMIT_DATA) are reserved by .NET, Java
/// and Go in advance, far beyond what they use; and a control group can be made by root alone, or where the machine's owner allows it.
/// </remarks>
internal sealed class MemoryWatch : IDisposable
{
    private const int PeriodMilliseconds = 250;

    /// <summary>A program's children are looked for at one look of so many: to find them takes longer than to ask them.</summary>
    private const int LooksAChildSearch = 4;

    private readonly object _gate = new();
    private readonly List<Watched> _programs = [];
    private Timer? _timer;
    private int _isLooking;

    /// <summary>From now on the program is watched. May be called from several threads.</summary>
    /// <param name="pid">The program.</param>
    /// <param name="most">In bytes.</param>
    /// <param name="onTooMuch">Called once at most, on a thread of the pool.</param>
    /// <returns>Ends the watch. The call may still be under way then.</returns>
    public IDisposable Add(int pid, long most, Action onTooMuch)
    {
        var program = new Watched(this, pid, most, onTooMuch);
        lock (_gate)
        {
            _programs.Add(program);
            _timer ??= new Timer(_ => LookAtAll(), null, PeriodMilliseconds, PeriodMilliseconds);
        }

        return program;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _programs.Clear();
            StopIfIdle();
        }
    }

    private void StopIfIdle()
    {
        if (_programs.Count == 0)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <returns>Whether it was still watched: afterwards its process id may be another's.</returns>
    private bool Remove(Watched program)
    {
        lock (_gate)
        {
            var isWatched = _programs.Remove(program);
            StopIfIdle();
            return isWatched;
        }
    }

    private void LookAtAll()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) != 0)
        {
            // The machine is so busy that the last look has not ended.
            return;
        }

        try
        {
            Watched[] programs;
            lock (_gate)
            {
                programs = [.. _programs];
            }

            Array.ForEach(programs, program => program.Look());
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private sealed class Watched(MemoryWatch watch, int pid, long most, Action onTooMuch) : IDisposable
    {
        private List<int> _tree = [pid];
        private int _looks;

        public void Look()
        {
            if (Os.IsLinux && _looks++ % LooksAChildSearch == 0)
            {
                _tree = Tree(pid);
            }

            if (_tree.Sum(Used) > most && watch.Remove(this))
            {
                onTooMuch();
            }
        }

        public void Dispose() => watch.Remove(this);
    }

    private static List<int> Tree(int root)
    {
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
        {
            foreach (var child in Children(tree[i]).Where(child => !tree.Contains(child)))
            {
                tree.Add(child);
            }
        }

        return tree;
    }

    private static IEnumerable<int> Children(int pid)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/task")
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split([' '], StringSplitOptions.RemoveEmptyEntries))
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            // It ends, or the kernel has no such file.
            return [];
        }
    }

    private static long Used(int pid)
    {
        try
        {
            if (Os.IsLinux)
            {
                // Pages: of the address space, resident, and of those shared.
                var pages = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/statm").Split(' ');
                return (long.Parse(pages[1], CultureInfo.InvariantCulture) - long.Parse(pages[2], CultureInfo.InvariantCulture)) * Environment.SystemPageSize;
            }

            using var process = Process.GetProcessById(pid);
            return Os.IsWindows ? process.PrivateMemorySize64 : process.WorkingSet64;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException
            or ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It ends.
            return 0;
        }
    }
}
