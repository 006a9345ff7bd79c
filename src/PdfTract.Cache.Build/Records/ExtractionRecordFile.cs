using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Build.Records;

/// <summary>The file of an <see cref="ExtractionRecord"/>, <c>&lt;project&gt;.pdfextract.record</c> in the intermediate folder.</summary>
internal static class ExtractionRecordFile
{
    private const string FirstLine = "pdftract-record 1\n";

    /// <returns>Null when there is none, and when it is damaged or of another version.</returns>
    public static ExtractionRecord? Read(string path) => ChecksummedFile.Read(path, Parse);

    /// <exception cref="IOException">It cannot be written; the old record stands.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old record stands.</exception>
    public static void Write(string path, ExtractionRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        ChecksummedFile.Write(path, writer => Format(writer, record));
    }

    private static ExtractionRecord? Parse(BinaryReader reader) => reader.ReadString() != FirstLine
        ? null
        : new ExtractionRecord(
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadInt64(),
            reader.ReadString(),
            reader.ReadString(),
            ReadList(reader, list => list.ReadString()),
            ReadList(reader, ReadFile),
            ReadList(reader, ReadFile),
            ReadList(reader, ReadDocument),
            ReadList(reader, list => new FormerOutput(list.ReadString(), list.ReadString(), ReadState(list))));

    private static RecordedFile ReadFile(BinaryReader reader) => new(reader.ReadString(), ReadState(reader));

    private static RecordedDocument ReadDocument(BinaryReader reader) => new(
        reader.ReadString(),
        ReadState(reader),
        reader.ReadString(),
        reader.ReadBoolean(),
        reader.ReadString(),
        ReadList(reader, list => new RecordedMetadata(list.ReadString(), list.ReadString())),
        ReadList(reader, list => new RecordedOutput(list.ReadString(), list.ReadString(), ReadState(list))));

    private static FileState? ReadState(BinaryReader reader) =>
        reader.ReadBoolean() ? new FileState(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64()) : null;

    private static List<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var list = new List<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            list.Add(read(reader));
        }

        return list;
    }

    private static void Format(BinaryWriter writer, ExtractionRecord record)
    {
        writer.Write(FirstLine);
        writer.Write(record.Id);
        writer.Write(record.Origin);
        writer.Write(record.Began);
        writer.Write(record.FolderName);
        writer.Write(record.Folder);
        WriteList(writer, record.Settings, setting => writer.Write(setting));
        WriteList(writer, record.Inputs, input => WriteFile(writer, input));
        WriteList(writer, record.Tools, tool => WriteFile(writer, tool));
        WriteList(writer, record.Documents, document => WriteDocument(writer, document));
        WriteList(writer, record.Former, former =>
        {
            writer.Write(former.Folder);
            writer.Write(former.Place);
            WriteState(writer, former.State);
        });
    }

    private static void WriteFile(BinaryWriter writer, RecordedFile file)
    {
        writer.Write(file.Path);
        WriteState(writer, file.State);
    }

    private static void WriteDocument(BinaryWriter writer, RecordedDocument document)
    {
        writer.Write(document.Path);
        WriteState(writer, document.State);
        writer.Write(document.Key);
        writer.Write(document.IsForeign);
        writer.Write(document.Link);
        WriteList(writer, document.Metadata, metadata =>
        {
            writer.Write(metadata.Name);
            writer.Write(metadata.Value);
        });
        WriteList(writer, document.Outputs, output =>
        {
            writer.Write(output.Kind);
            writer.Write(output.Place);
            WriteState(writer, output.State);
        });
    }

    private static void WriteState(BinaryWriter writer, FileState? state)
    {
        writer.Write(state is not null);
        if (state is { } known)
        {
            writer.Write(known.Length);
            writer.Write(known.Modified);
            writer.Write(known.Changed);
            writer.Write(known.Inode);
        }
    }

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyCollection<T> list, Action<T> write)
    {
        writer.Write(list.Count);
        foreach (var item in list)
        {
            write(item);
        }
    }
}
