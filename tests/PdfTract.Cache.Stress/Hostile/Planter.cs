using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress.Hostile;

/// <summary>
/// Plants under the names of entries, claims and temps what no build writes: sparse files of terabytes, impossible times, leases, locks,
/// pipes, links, torn and foreign entries, and thousands of names in one folder (H75 to H78).
/// </summary>
internal sealed class Planter : IDisposable
{
    private const long Sparse = 15L << 40, HalfOfAllBytes = 1L << 62;

    /// <summary>Held open at once.</summary>
    private const int MostHeld = 8;

    /// <summary>The signal that says that somebody waits for a lease; its default is the end of the process.</summary>
    private const int LeaseWanted = 29;

    private readonly Neighbour _neighbour;
    private readonly Queue<SafeFileHandle> _held = new();
    private readonly PosixSignalRegistration _signal = PosixSignalRegistration.Create((PosixSignal)LeaseWanted, signal => signal.Cancel = true);

    private Planter(Neighbour neighbour) => _neighbour = neighbour;

    public static void Run(WorkerContext context)
    {
        using var planter = new Planter(new Neighbour(context));
        planter.Flood();
        while (planter._neighbour.MayGoOn())
        {
            planter.Plant();
            Thread.Sleep(planter._neighbour.Random.Next(10));
        }

        planter._neighbour.Report();
    }

    public void Dispose()
    {
        LetGo(0);
        _signal.Dispose();
    }

    /// <summary>Entries that no key has, claims and old temps: a clean-up has to pass over all of them.</summary>
    private void Flood()
    {
        var shard = _neighbour.Layout.Shard(_neighbour.RandomKey());
        var prefix = Path.GetFileName(shard) + Guid.NewGuid().ToString("N")[..18];
        for (var i = 0; i < _neighbour.Flood && _neighbour.MayGoOn(); i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{i:x12}-{i:x32}");
            var path = Path.Combine(shard, (i % 3) switch
            {
                0 => name + CacheLayout.EntryExtension,
                1 => name + CacheLayout.ClaimExtension,
                _ => CacheLayout.NewTemp(name + CacheLayout.EntryExtension),
            });
            _neighbour.Did("a name of a flood", Create(path, _ => LinuxCalls.SetTime(path, _neighbour.Random.Next(int.MaxValue))));
        }
    }

    private void Plant()
    {
        var layout = _neighbour.Layout;
        var key = _neighbour.RandomKey();
        var path = _neighbour.Random.Next(12) switch
        {
            0 => layout.Tag,
            < 3 => layout.Claim(key),
            3 => Path.Combine(layout.Shard(key), CacheLayout.NewTemp(CacheLayout.EntryName(key))),
            4 => Path.Combine(layout.Shard(key), Guid.NewGuid().ToString("N") + "-" + Guid.NewGuid().ToString("N") + CacheLayout.EntryExtension),
            _ => layout.Entry(key),
        };
        Neighbour.Remove(path);
        _ = _neighbour.Random.Next(9) switch
        {
            0 => Write("a sparse file of 15 TiB", path, file => RandomAccess.SetLength(file, Sparse)),
            1 => Write("a sparse file of 2^62 bytes", path, file => RandomAccess.SetLength(file, HalfOfAllBytes)),
            2 => Write("an impossible time", path, _ => LinuxCalls.SetTime(path, Times[_neighbour.Random.Next(Times.Length)])),
            3 => Write("a lease", path, Hold(LinuxCalls.Lease)),
            4 => Write("a lock", path, Hold(LinuxCalls.LockAlone)),
            5 => Write("a file closed to all", path, _ => SetPermissions(path)),
            6 => Write("another key's entry", path, Copy(layout.Entry(_neighbour.RandomKey()))),
            7 => Write("a claim of a process that lives", path, file => RandomAccess.Write(file, Encoding.UTF8.GetBytes(ClaimOwner.Current.ToString()), 0)),
            _ => _neighbour.PlaceForFile(path, original: null),
        };
    }

    /// <summary>Beyond what .NET calls a date, on both sides, and what is merely far away.</summary>
    private static ReadOnlySpan<long> Times => [999_999_999_999_999, -999_999_999_999_999, long.MaxValue / 2, 253_402_300_800, 0, 4_000_000_000];

    private bool Write(string trick, string path, Action<SafeFileHandle> harm) => _neighbour.Did(trick, Create(path, harm));

    /// <summary>Never over what is there: this process, too, would wait for the reader of a pipe.</summary>
    private bool Create(string path, Action<SafeFileHandle> harm) => Neighbour.Try(() =>
    {
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            RandomAccess.Write(file, "no entry"u8, 0);
            harm(file);
        }
        finally
        {
            if (_held.Count == 0 || _held.Last() != file)
            {
                file.Dispose();
            }
        }
    });

    private static Action<SafeFileHandle> Copy(string entry) => file =>
    {
        using var other = OpenFile.Existing(entry);
        var bytes = new byte[Math.Min(other.Stamp.Length, 1024 * 1024)];
        RandomAccess.Write(file, bytes.AsSpan(0, other.Content.ReadUpTo(bytes, 0, bytes.Length)), 0);
    };

    private Action<SafeFileHandle> Hold(Func<SafeFileHandle, bool> take) => file =>
    {
        if (take(file))
        {
            LetGo(MostHeld - 1);
            _held.Enqueue(file);
        }
    };

    private void LetGo(int keep)
    {
        while (_held.Count > keep)
        {
            _held.Dequeue().Dispose();
        }
    }

    private static void SetPermissions(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }
    }
}
