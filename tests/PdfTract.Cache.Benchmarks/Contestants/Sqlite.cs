using Microsoft.Data.Sqlite;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>
/// A table of blobs with a write-ahead log, used as the documentation of Microsoft.Data.Sqlite shows it: a connection from the pool and
/// a command for each operation, which threads and nodes may do at the same time. Nobody syncs where this runs, and it does not either.
/// One transaction a store, as a build's nodes would have it.
/// </summary>
internal sealed class Sqlite : InProcess
{
    public const string Title = "SQLite";

    public const string Table =
        "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL)";

    /// <summary>Of a connection, and not of the file.</summary>
    public const string NoSync = "PRAGMA synchronous = OFF";

    public const string Insert = "INSERT OR REPLACE INTO entries (key, value) VALUES ($key, $value)";

    private readonly string _folder;
    private readonly ZstdFrames _frames = new();

    public Sqlite(string folder)
    {
        Directory.CreateDirectory(folder);
        _folder = folder;
        using var connection = Open(folder);
        using var setUp = connection.CreateCommand();
        setUp.CommandText = Table;
        setUp.ExecuteNonQuery();
    }

    public override string Name => Title;

    /// <param name="folder">Where the database is or will be; it must be there.</param>
    /// <param name="more">More of the connection string.</param>
    public static SqliteConnection Open(string folder, string more = "")
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "cache.db")};{more}");
        connection.Open();
        return connection;
    }

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _frames.Dispose();
    }

    protected override void Store(Item item)
    {
        using var connection = Open(_folder);
        using var command = connection.CreateCommand();
        command.CommandText = $"{NoSync}; {Insert}";
        command.Parameters.AddWithValue("$key", item.KeyBytes);
        command.Parameters.AddWithValue("$value", _frames.Compress(Output.Of(item.Source)).ToArray());
        command.ExecuteNonQuery();
    }

    protected override ReadOnlySpan<byte> Read(Item item)
    {
        using var connection = Open(_folder);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM entries WHERE key = $key";
        command.Parameters.AddWithValue("$key", item.KeyBytes);
        using var reader = command.ExecuteReader();
        return reader.Read() ? _frames.Decompress(reader.GetFieldValue<byte[]>(0), item.Length) : throw new KeyNotFoundException(item.Name);
    }
}
