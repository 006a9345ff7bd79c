using Microsoft.Data.Sqlite;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>
/// A table of blobs, tuned: write-ahead log, memory-mapped, prepared statements, and no sync at all, because nobody syncs where this
/// runs. One transaction a store, as a build's nodes would have it.
/// </summary>
internal sealed class Sqlite : InProcess
{
    /// <summary>Up to here a value is had faster as a new array, and beyond as a stream into memory that is there already.</summary>
    private const int LongestArray = 128 << 10;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _select;
    private readonly SqliteParameter _insertKey;
    private readonly SqliteParameter _insertValue;
    private readonly SqliteParameter _selectKey;
    private readonly ZstdFrames _frames = new();
    private byte[] _frame = new byte[64 * 1024];

    public Sqlite(string folder)
    {
        Directory.CreateDirectory(folder);
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "cache.db")};Pooling=False");
        _connection.Open();
        using (var setUp = _connection.CreateCommand())
        {
            setUp.CommandText =
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = OFF;
                PRAGMA mmap_size = 4294967296;
                PRAGMA cache_size = -65536;
                PRAGMA temp_store = MEMORY;
                CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL);
                """;
            setUp.ExecuteNonQuery();
        }

        _insert = _connection.CreateCommand();
        _insert.CommandText = "INSERT OR REPLACE INTO entries (key, value) VALUES ($key, $value)";
        _insertKey = _insert.Parameters.Add("$key", SqliteType.Blob);
        _insertValue = _insert.Parameters.Add("$value", SqliteType.Blob);
        _select = _connection.CreateCommand();
        // Only with the row's id beside it can the value be read as a stream.
        _select.CommandText = "SELECT id, value FROM entries WHERE key = $key";
        _selectKey = _select.Parameters.Add("$key", SqliteType.Blob);
    }

    public override string Name => "SQLite";

    public override void Dispose()
    {
        _insert.Dispose();
        _select.Dispose();
        _connection.Dispose();
        _frames.Dispose();
    }

    protected override void Store(Item item)
    {
        var frame = _frames.Compress(Output.Of(item.Source));
        _insertKey.Value = item.KeyBytes;
        _insertValue.Value = frame.ToArray();
        _insert.ExecuteNonQuery();
    }

    protected override ReadOnlySpan<byte> Read(Item item)
    {
        _selectKey.Value = item.KeyBytes;
        using var reader = _select.ExecuteReader();
        if (!reader.Read())
        {
            throw new KeyNotFoundException(item.Name);
        }

        if (item.Length <= LongestArray)
        {
            return _frames.Decompress(reader.GetFieldValue<byte[]>(1), item.Length);
        }

        using var value = reader.GetStream(1);
        var length = (int)value.Length;
        if (length > _frame.Length)
        {
            _frame = new byte[length];
        }

        value.ReadExactly(_frame, 0, length);
        return _frames.Decompress(_frame.AsSpan(0, length), item.Length);
    }
}
