using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PdfTract.Cache.Benchmarks.Material;
using StackExchange.Redis;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>A Redis of its own on loopback, without persistence, for as long as it is measured.</summary>
internal sealed class Redis : InProcess
{
    private const string Program = "redis-server";

    /// <summary>In milliseconds; a hang guard.</summary>
    private const int Patience = 60_000;

    /// <summary>The server ends with whoever holds the shell's input, even if that one crashes.</summary>
    private const string UntilInputEnds =
        """
        "$0" --port "$1" --bind 127.0.0.1 --save '' --appendonly no --dir "$2" </dev/null >/dev/null 2>&1 &
        read -r _
        kill $!
        wait
        """;

    private readonly Process _server;
    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabase _database;
    private readonly ZstdFrames _frames = new();

    public Redis(string folder)
    {
        if (Tool.Find(Program) is not { } program)
        {
            throw new NotInstalledException(Program);
        }

        Directory.CreateDirectory(folder);
        var port = FreePort();
        _server = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", UntilInputEnds, program, $"{port}", folder]) { RedirectStandardInput = true })!;
        try
        {
            WaitFor(port);
            _connection = ConnectionMultiplexer.Connect(new ConfigurationOptions
            {
                EndPoints = { { IPAddress.Loopback, port } },
                AbortOnConnectFail = true,
                // A large value on a busy machine is no failure.
                ConnectTimeout = Patience,
                SyncTimeout = Patience,
            });
            _database = _connection.GetDatabase();
        }
        catch
        {
            End();
            throw;
        }
    }

    public override string Name => "Redis";

    public override void Dispose()
    {
        _connection.Dispose();
        _frames.Dispose();
        End();
    }

    protected override void Store(Item item) => _database.StringSet(item.KeyBytes, _frames.Compress(Output.Of(item.Source)));

    protected override ReadOnlySpan<byte> Read(Item item)
    {
        using var frame = _database.StringGetLease(item.KeyBytes) ?? throw new KeyNotFoundException(item.Name);
        return _frames.Decompress(frame.Span, item.Length);
    }

    private void End()
    {
        _server.StandardInput.Close();
        _server.WaitForExit();
        _server.Dispose();
    }

    /// <summary>The server listens a while after it was started.</summary>
    private static void WaitFor(int port)
    {
        for (var began = Environment.TickCount64; ; Thread.Sleep(20))
        {
            try
            {
                using var client = new TcpClient();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (Environment.TickCount64 - began < Patience)
            {
                // Not yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
