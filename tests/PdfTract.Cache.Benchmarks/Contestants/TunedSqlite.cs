using Microsoft.Data.Sqlite;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>
/// <see cref="Sqlite"/> with all that makes it faster: one connection that stays open, memory-mapped, prepared statements, and values read
/// into memory that is there already. How fast a table of blobs can be, where a thread has a connection of its own.
/// </summary>
internal sealed class TunedSqlite : InProcess
{
    public const string Title = "SQLite, tuned";

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

    public TunedSqlite(string folder)
    {
        Directory.CreateDirectory(folder);
        _connection = Sqlite.Open(folder, "Pooling=False");
        using (var setUp = _connection.CreateCommand())
        {
            setUp.CommandText =
                $"""
                {Sqlite.Table};
                {Sqlite.NoSync};
                PRAGMA mmap_size = 4294967296;
                PRAGMA cache_size = -65536;
                PRAGMA temp_store = MEMORY;
                """;
            setUp.ExecuteNonQuery();
        }

        _insert = _connection.CreateCommand();
        _insert.CommandText = Sqlite.Insert;
        _insertKey = _insert.Parameters.Add("$key", SqliteType.Blob);
        _insertValue = _insert.Parameters.Add("$value", SqliteType.Blob);
        _select = _connection.CreateCommand();
        // Only with the row's id beside it can the value be read as a stream.
        _select.CommandText = "SELECT id, value FROM entries WHERE key = $key";
        _selectKey = _select.Parameters.Add("$key", SqliteType.Blob);
    }

    public override string Name => Title;

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
