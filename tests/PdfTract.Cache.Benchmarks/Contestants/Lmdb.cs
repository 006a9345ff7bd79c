using System.Runtime.InteropServices;
using LightningDB;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>LMDB without sync: values are decompressed right out of the mapped file; one transaction a store.</summary>
internal sealed class Lmdb : InProcess
{
    private const long Room = 32L << 30;
    private const string NativeName = "lmdb";

    private readonly LightningEnvironment _environment;
    private readonly LightningDatabase _database;
    private readonly LightningTransaction _read;
    private readonly ZstdFrames _frames = new();

    /// <summary>The package's own library asks for a newer C library than a Debian of two years ago has; the system's does as well.</summary>
    static Lmdb() => NativeLibrary.SetDllImportResolver(
        typeof(LightningEnvironment).Assembly, (name, assembly, path) => name == NativeName ? Find(assembly, path) : 0);

    public Lmdb(string folder)
    {
        // An environment that did not come to be must not come to its finalizer.
        if (Find(typeof(LightningEnvironment).Assembly, null) == 0)
        {
            throw new NotInstalledException("liblmdb");
        }

        Directory.CreateDirectory(folder);
        _environment = new LightningEnvironment(folder, new EnvironmentConfiguration { MapSize = Room });
        _environment.Open(EnvironmentOpenFlags.NoSync | EnvironmentOpenFlags.WriteMap);
        using (var set = _environment.BeginTransaction())
        {
            _database = set.OpenDatabase(configuration: new DatabaseConfiguration { Flags = DatabaseOpenFlags.Create });
            set.Commit().ThrowOnError();
        }

        _read = _environment.BeginTransaction(TransactionBeginFlags.ReadOnly);
        _read.Reset();
    }

    public override string Name => "LMDB";

    public override void Dispose()
    {
        _read.Dispose();
        _database.Dispose();
        _environment.Dispose();
        _frames.Dispose();
    }

    protected override void Store(Item item)
    {
        var frame = _frames.Compress(Output.Of(item.Source));
        using var write = _environment.BeginTransaction();
        write.Put(_database, item.KeyBytes, frame.Span).ThrowOnError();
        write.Commit().ThrowOnError();
    }

    protected override ReadOnlySpan<byte> Read(Item item)
    {
        _read.Renew();
        try
        {
            var (result, _, value) = _read.Get(_database, item.KeyBytes);
            result.ThrowOnError();
            return _frames.Decompress(value.AsSpan(), item.Length);
        }
        finally
        {
            _read.Reset();
        }
    }

    private static nint Find(System.Reflection.Assembly assembly, DllImportSearchPath? path) =>
        NativeLibrary.TryLoad(NativeName, assembly, path, out var library) || NativeLibrary.TryLoad("liblmdb.so.0", out library) ? library : 0;
}
