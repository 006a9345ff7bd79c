namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>The one way in which every contestant makes a file that nobody sees before it is whole.</summary>
internal static class NewFile
{
    public static void Write(string destination, ReadOnlySpan<byte> bytes)
    {
        var temp = destination + ".tmp";
        using (var file = File.OpenHandle(temp, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            RandomAccess.Write(file, bytes, 0);
        }

        // "Overwrite" is the plain rename; without it .NET looks first whether the name is free.
        File.Move(temp, destination, overwrite: true);
    }
}
