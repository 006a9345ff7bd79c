using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PdfTract.Cache.Build.Programs;

/// <summary>A job object of Windows that ends its processes, and all that they started, when its last handle is closed: with this process at the latest.</summary>
internal sealed class WindowsJob : IDisposable
{
    private const int ExtendedLimits = 9;
    private const uint KillOnClose = 0x2000;

    private readonly SafeWaitHandle _job;

    private WindowsJob(SafeWaitHandle job) => _job = job;

    /// <returns>Null where the system makes none.</returns>
    public static WindowsJob? TryCreate()
    {
        var job = NativeMethods.CreateJobObject(IntPtr.Zero, null);
        var limits = new ExtendedLimitInformation { LimitFlags = KillOnClose };
        if (!job.IsInvalid && NativeMethods.SetInformationJobObject(job, ExtendedLimits, ref limits, Marshal.SizeOf<ExtendedLimitInformation>()))
        {
            return new WindowsJob(job);
        }

        job.Dispose();
        return null;
    }

    /// <summary>A program that cannot be added still ends with its input.</summary>
    public void Add(Process program)
    {
        try
        {
            NativeMethods.AssignProcessToJobObject(_job, program.Handle);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    public void Dispose() => _job.Dispose();

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimitInformation
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public UIntPtr MinimumWorkingSetSize;
        public UIntPtr MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public UIntPtr Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public ulong ReadOperationCount;
        public ulong WriteOperationCount;
        public ulong OtherOperationCount;
        public ulong ReadTransferCount;
        public ulong WriteTransferCount;
        public ulong OtherTransferCount;
        public UIntPtr ProcessMemoryLimit;
        public UIntPtr JobMemoryLimit;
        public UIntPtr PeakProcessMemoryUsed;
        public UIntPtr PeakJobMemoryUsed;
    }

    private static class NativeMethods
    {
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [DllImport("kernel32", EntryPoint = "CreateJobObjectW", CharSet = CharSet.Unicode, SetLastError = true)]
        public static extern SafeWaitHandle CreateJobObject(IntPtr attributes, string? name);

        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [DllImport("kernel32", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static extern bool SetInformationJobObject(SafeWaitHandle job, int kind, ref ExtendedLimitInformation information, int length);

        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [DllImport("kernel32", SetLastError = true)]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static extern bool AssignProcessToJobObject(SafeWaitHandle job, IntPtr process);
    }
}
