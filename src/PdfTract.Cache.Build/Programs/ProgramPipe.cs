#if NET
using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using PdfTract.Cache.Platform;
#endif

namespace PdfTract.Cache.Build.Programs;

/// <summary>This process's end of a program's pipe.</summary>
internal static class ProgramPipe
{
    /// <summary>
    /// The pipe as a file: each read and write is a system call, and blocks. To .NET a pipe is a socket, and the first use of one starts a
    /// thread; a build that may start no more failed there (H79).
    /// </summary>
    /// <param name="stream">As .NET gives it. It is not to be used any more.</param>
    /// <param name="access">To read or to write.</param>
    public static Stream AsFile(Stream stream, FileAccess access)
    {
#if NET
        if (!Os.IsWindows && stream is PipeStream { SafePipeHandle: var pipe })
        {
            var file = new SafeFileHandle(pipe.DangerousGetHandle(), ownsHandle: true);
            pipe.SetHandleAsInvalid();
            return new FileStream(file, access, bufferSize: 0, isAsync: false);
        }
#endif
        _ = access;
        return stream;
    }
}
