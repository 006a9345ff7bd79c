using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PdfTract.Cache.Build;

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

    private static readonly object Gate = new();
    private static readonly List<MemoryWatch> Watches = [];
    private static Timer? _timer;
    private static int _isLooking;

    private readonly int _pid;
    private readonly long _most;
    private readonly Action _onTooMuch;
    private List<int> _tree;
    private int _looks;
    private bool _isOver;

    private MemoryWatch(int pid, long most, Action onTooMuch)
    {
        _pid = pid;
        _most = most;
        _onTooMuch = onTooMuch;
        _tree = [pid];
    }

    /// <param name="pid">The program.</param>
    /// <param name="most">In bytes.</param>
    /// <param name="onTooMuch">Called once at most, on a thread of the pool.</param>
    /// <returns>Ends the watch. The call may still be under way then.</returns>
    public static IDisposable Add(int pid, long most, Action onTooMuch)
    {
        var watch = new MemoryWatch(pid, most, onTooMuch);
        lock (Gate)
        {
            Watches.Add(watch);
            _timer ??= new Timer(_ => LookAtAll(), null, PeriodMilliseconds, PeriodMilliseconds);
        }

        return watch;
    }

    public void Dispose()
    {
        lock (Gate)
        {
            _isOver = true;
            Watches.Remove(this);
            if (Watches.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    private static void LookAtAll()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) != 0)
        {
            // The machine is so busy that the last look has not ended.
            return;
        }

        try
        {
            MemoryWatch[] watches;
            lock (Gate)
            {
                watches = [.. Watches];
            }

            Array.ForEach(watches, watch => watch.Look());
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private void Look()
    {
        if (Os.IsLinux && _looks++ % LooksAChildSearch == 0)
        {
            _tree = Tree(_pid);
        }

        if (_tree.Sum(Used) <= _most)
        {
            return;
        }

        lock (Gate)
        {
            if (_isOver)
            {
                // Its process id may be another's by now.
                return;
            }
        }

        Dispose();
        _onTooMuch();
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
