using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace PdfTract.Cache.Tests.Hostile;

/// <summary>Under any name stands something whose opening or reading waits, from the beginning or from any moment on: nothing waits with it.</summary>
[Platform("Linux,MacOsX")]
[UnsupportedOSPlatform("windows")]
[Category("H76")]
internal sealed class NamesThatWaitTests : CacheFixture
{
    private static readonly string[] Names = ["marker", "tag", "last-cleanup", "v1", "shard", "entry", "claim", "temp", "probe"];

    private static readonly string[] Things = ["fifo", "socket", "link to a device", "link to a fifo", "link to nothing", "folder", "link to itself"];

    [Test]
    public void H76_no_operation_waits_for_what_stands_under_a_name([ValueSource(nameof(Names))] string name, [ValueSource(nameof(Things))] string thing)
    {
        Store();
        using (var cache = Open())
        {
            cache.Cleanup();
        }

        Put(PathOf(name), thing);

        InTime(UseEverything);
    }

    [TestCase("marker")]
    [TestCase("tag")]
    [TestCase("v1")]
    [TestCase("shard")]
    [TestCase("entry")]
    [TestCase("claim")]
    public void H76_no_operation_waits_for_what_is_swapped_in_while_it_runs(string name)
    {
        Store();
        using var stop = new CancellationTokenSource();
        var path = PathOf(name);
        Directory.CreateDirectory(Folder["aside"]);
        Shell.Run("mkfifo", Folder["aside/fifo"]);
        var neighbour = Task.Run(() => Swap(path, Folder["aside/fifo"], Folder["aside/own"], stop.Token));

        InTime(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                UseEverything();
            }
        });

        stop.Cancel();
        neighbour.Wait();
    }

    [Test]
    [Platform("Linux")]
    public void H76_a_leased_file_is_busy_and_not_waited_for([Values("marker", "tag", "entry", "claim")] string name)
    {
        Store();
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, ClaimOwner.Current.ToString());
        }

        using var held = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Lease(held);

        InTime(UseEverything);

        Assert.That(File.Exists(EntryPath), Is.True, "busy is not corrupt");
    }

    [Test]
    public void H76_a_document_that_became_a_pipe_is_an_error_and_not_waited_for()
    {
        Shell.Run("mkfifo", Folder["a.pdf"]);

        InTime(() => Assert.That(() => Fingerprint.OfFile(Folder["a.pdf"]), Throws.InstanceOf<IOException>().With.Message.Contains("pipe")));
    }

    private string PathOf(string name) => name switch
    {
        "marker" => Layout.Marker,
        "tag" => Layout.Tag,
        "last-cleanup" => Layout.CleanupStamp,
        "v1" => Layout.Entries,
        "shard" => Layout.Shard(Key),
        "entry" => EntryPath,
        "claim" => Layout.Claim(Key),
        "temp" => CacheLayout.NewTemp(EntryPath),
        _ => CacheLayout.NewTemp(Path.Combine(Root, "clock")),
    };

    /// <summary>Whatever comes of it, but for an exception that the contract does not name.</summary>
    private void UseEverything()
    {
        using var cache = Open(settings => settings with { MaxAge = TimeSpan.FromDays(1), MaxSize = 1_000_000, Fsync = true });
        Restore(cache);
        cache.OpenClaims().TryTake(Key);
        cache.OpenClaims().Release(Key);
        Store(cache);
        cache.WasCleanedWithin(TimeSpan.FromMinutes(1));
        try
        {
            cache.Cleanup();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As it says.
        }

        Restore(cache);
    }

    private void Put(string path, string thing)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path);
        switch (thing)
        {
            case "fifo":
                Shell.Run("mkfifo", path);
                break;
            case "socket":
                // The name of a socket is short, whatever its folder's.
                var address = $"/tmp/pdfc-{Guid.NewGuid():N}";
                using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    socket.Bind(new UnixDomainSocketEndPoint(address));
                    File.Move(address, path);
                }

                break;
            case "link to a device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "link to a fifo":
                Shell.Run("mkfifo", Folder["fifo"]);
                File.CreateSymbolicLink(path, Folder["fifo"]);
                break;
            case "link to nothing":
                File.CreateSymbolicLink(path, Folder["nothing"]);
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            default:
                File.CreateSymbolicLink(path, path);
                break;
        }
    }

    private static void Swap(string path, string fifo, string aside, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Rename(path, aside);
            Rename(fifo, path);
            Rename(path, fifo);
            Rename(aside, path);
        }
    }

    private static void Rename(string from, string to) => _ = PosixNames.Rename(PosixNames.CurrentFolder, from, to);

    /// <summary>The bound is no measure of speed: what waits here waits for ever.</summary>
    private static void InTime(Action work) => Assert.That(Task.Run(work).Wait(TimeSpan.FromMinutes(5)), Is.True, "it waits");

    private static void Lease(SafeFileHandle file)
    {
        // Signals of broken leases as SIGCHLD, which nobody minds; SIGIO would end the test.
        const int SetSignal = 10, SetLease = 1024, ChildSignal = 17, ToWrite = 1;
        _ = Control(file, SetSignal, ChildSignal);
        if (Control(file, SetLease, ToWrite) != 0)
        {
            Assert.Ignore("No lease is to be had on this file system.");
        }
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeFileHandle file, int command, int argument);
}
