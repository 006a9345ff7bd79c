using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace PdfTract.Cache.Platform;

/// <summary>The names in an open folder, read block by block: memory stays flat whatever their number (H36).</summary>
internal sealed unsafe class PosixNameList : IDisposable
{
    private const int BlockSize = 32 * 1024;

    /// <summary>Of struct linux_dirent64.</summary>
    private const int LengthOffset = 16, NameOffset = 19;

    private readonly int _descriptor;
    private readonly string _path;
    private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private nint _stream;
    private int _next;
    private int _end;

    /// <param name="descriptor">Of the folder, at its beginning. It is closed in the end.</param>
    /// <param name="path">For messages.</param>
    public PosixNameList(int descriptor, string path)
    {
        _descriptor = descriptor;
        _path = path;
        _stream = Os.IsLinux ? 0 : MacDirectory.Open(descriptor);
    }

    /// <returns>The next name but those of the folder itself and of its parent; null at the end.</returns>
    /// <exception cref="IOException">An I/O error.</exception>
    public string? Next()
    {
        string? name;
        do
        {
            name = Os.IsLinux ? NextOnLinux() : MacDirectory.Read(_stream);
        }
        while (name is "." or "..");

        return name;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_block);
        if (_stream != 0)
        {
            MacDirectory.Close(_stream);
            _stream = 0;
        }
        else
        {
            _ = Posix.Close(_descriptor);
        }
    }

    /// <summary>By the system call: readdir tells the end from an error by errno alone, which the runtime may change in between.</summary>
    private string? NextOnLinux()
    {
        if (_next == _end)
        {
            _next = 0;
            _end = ReadBlock();
            if (_end == 0)
            {
                return null;
            }
        }

        fixed (byte* entry = &_block[_next])
        {
            _next += *(ushort*)(entry + LengthOffset);
            return TextAt(entry + NameOffset);
        }
    }

    private int ReadBlock()
    {
        var number = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 217 : 61;
        fixed (byte* block = _block)
        {
            int answer;
            do
            {
                answer = Posix.Answer((int)Call(number, _descriptor, block, BlockSize));
            }
            while (answer == -Posix.Interrupted);

            return answer >= 0 ? answer : throw IoError.OfPosix(-answer, $"list '{_path}'");
        }

        [DllImport(Posix.Library, EntryPoint = "syscall", SetLastError = Posix.NotesError)]
        static extern nint Call(nint number, nint descriptor, byte* block, nint size);
    }

    private static string TextAt(byte* text)
    {
        var length = 0;
        while (text[length] != 0)
        {
            length++;
        }

        return Encoding.UTF8.GetString(text, length);
    }

    /// <summary>opendir and readdir of macOS, which has no public call below them. An error counts as the end.</summary>
    private static class MacDirectory
    {
        private const int NameOffset = 21;

        private static readonly bool IsIntel = RuntimeInformation.ProcessArchitecture == Architecture.X64;

        public static nint Open(int descriptor)
        {
            return IsIntel ? IntelCall(descriptor) : Call(descriptor);

            [DllImport(Posix.Library, EntryPoint = "fdopendir")]
            static extern nint Call(int descriptor);

            [DllImport(Posix.Library, EntryPoint = "fdopendir$INODE64")]
            static extern nint IntelCall(int descriptor);
        }

        public static string? Read(nint stream)
        {
            if (stream == 0)
            {
                return null;
            }

            var entry = IsIntel ? IntelCall(stream) : Call(stream);
            return entry is null ? null : TextAt(entry + NameOffset);

            [DllImport(Posix.Library, EntryPoint = "readdir")]
            static extern byte* Call(nint stream);

            [DllImport(Posix.Library, EntryPoint = "readdir$INODE64")]
            static extern byte* IntelCall(nint stream);
        }

        public static void Close(nint stream)
        {
            _ = Call(stream);

            [DllImport(Posix.Library, EntryPoint = "closedir")]
            static extern int Call(nint stream);
        }
    }
}
