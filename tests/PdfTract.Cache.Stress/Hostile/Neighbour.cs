using PdfTract.Cache.Stress.Oracle;
using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Hostile;

/// <summary>
/// Another user with write access to the root, who means harm: what all of its tricks have in common. A trick that the folder's permissions
/// stop is not counted.
/// </summary>
internal sealed class Neighbour
{
    private const int AllRights = 0x1FF;

    private static readonly string[] Devices = ["/dev/zero", "/dev/full", "/dev/tty"];

    private readonly WorkerContext _context;
    private readonly SortedDictionary<string, int> _done = new(StringComparer.Ordinal);
    private readonly string[] _folders;
    private readonly string[] _files;
    private int _moved;

    public Neighbour(WorkerContext context)
    {
        _context = context;
        Layout = context.Layout;

        // Private folders cannot be looked into from here: their names end as the harness made them.
        _files = [.. context.Settings.Baits.Where(bait => Path.GetFileName(bait) == "file")];
        _folders = [.. context.Settings.Baits.Except(_files)];
        context.Journal.Write(JournalEvent.Damaged, default, 0, "begins");
    }

    public CacheLayout Layout { get; }

    public Random Random => _context.Random;

    public int Flood => _context.Settings.Flood;

    public bool MayGoOn() => _context.MayGoOn();

    public CacheKey RandomKey() => WorkerContext.KeyOf(_context.RandomKey());

    public void Count(string trick) => _done[trick] = _done.GetValueOrDefault(trick) + 1;

    /// <summary>What was done, one line a trick; its times stand where a value's number does.</summary>
    public void Report()
    {
        foreach (var (trick, times) in _done)
        {
            _context.Journal.Write(JournalEvent.Damaged, new ValueIdentity(0, 0, times), 0, trick);
        }
    }

    /// <summary>The names in a folder; none when it cannot be listed.</summary>
    public static IReadOnlyList<string> Names(string folder)
    {
        string[] names = [];
        Try(() => names = [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))]);
        return names;
    }

    public static bool Rename(string from, string to) => PosixNames.Rename(PosixNames.CurrentFolder, from, to) == 0;

    /// <summary>Moves something out of the way, to a name in the root that means nothing.</summary>
    /// <returns>Where it is now; null when it could not be moved.</returns>
    public string? MoveAway(string path)
    {
        var away = NewName();
        return Rename(path, away) ? away : null;
    }

    /// <summary>Removes whatever it is, as far as permissions go.</summary>
    public static void Remove(string path)
    {
        if (PosixNames.Delete(PosixNames.CurrentFolder, path) != 0 && PosixNames.DeleteFolder(PosixNames.CurrentFolder, path) != 0)
        {
            Try(() => Directory.Delete(path, recursive: true));
        }
    }

    /// <summary>Puts something else where a folder is expected.</summary>
    /// <param name="path">A free name.</param>
    /// <param name="permissions">Of a folder of the neighbour's own: what it leaves behind must not close a shard to the others.</param>
    /// <param name="original">Where the real one is now; null when there is none.</param>
    public bool PlaceForFolder(string path, UnixFileMode permissions, string? original) => Random.Next(5) switch
    {
        0 => Did("a pipe for a folder", LinuxCalls.MakePipe(path)),
        1 => Did("a folder for a folder", MakeFolder(path, permissions)),
        2 when original is not null => Did("a link to the real folder for a folder", Link(path, original)),
        _ => Did("a link to a folder outside", Link(path, _folders[Random.Next(_folders.Length)])),
    };

    /// <summary>Puts something else where a file is expected.</summary>
    /// <param name="path">A free name.</param>
    /// <param name="original">Where the real one is now; null when there is none.</param>
    public bool PlaceForFile(string path, string? original) => Random.Next(8) switch
    {
        0 or 1 => Did("a pipe for a file", LinuxCalls.MakePipe(path)),
        2 => Did("a socket for a file", LinuxCalls.MakeSocket(path)),
        3 => Did("a link to a device", Link(path, Devices[Random.Next(Devices.Length)])),
        4 => Did("a folder for a file", PosixNames.MakeFolder(PosixNames.CurrentFolder, path, AllRights) == 0),
        5 => Did("a hard link to a file outside", PosixNames.Link(PosixNames.CurrentFolder, _files[Random.Next(_files.Length)], path) == 0),
        6 when original is not null => Did("a link to the real file", Link(path, original)),
        _ => Did("a link to a file outside", Link(path, _files[Random.Next(_files.Length)])),
    };

    public static bool Try(Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // Too long for this file system, not allowed here, or a build was faster.
            return false;
        }
    }

    public bool Did(string trick, bool isDone)
    {
        if (isDone)
        {
            Count(trick);
        }

        return isDone;
    }

    private static bool Link(string path, string target) => Try(() => File.CreateSymbolicLink(path, target));

    /// <summary>With its permissions from the first moment on: what the neighbour leaves behind would be closed to the others for ever.</summary>
    private bool MakeFolder(string path, UnixFileMode permissions)
    {
        var made = NewName();
        return Try(() =>
        {
            Directory.CreateDirectory(made);
            if (OperatingSystem.IsLinux())
            {
                File.SetUnixFileMode(made, permissions);
            }
        }) && Rename(made, path);
    }

    private string NewName() => Path.Combine(Layout.Root, $"away.{_context.Settings.Worker}.{++_moved}");
}
