namespace PdfTract.Cache.Claims;

/// <summary>
/// Within which process ids can be compared. On Linux that is one run of one kernel and one namespace of process ids in it:
/// containers of one machine share the first and not the second. Elsewhere it is the machine's name, which has to do.
/// </summary>
internal static class ProcessScope
{
    public static string Current { get; } = Read();

    private static string Read()
    {
        var machine = Environment.MachineName;
#if NET
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // The inode of a namespace is used again when its last process is gone: then each of its claims is a dead one's.
                return $"{machine} {File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {new FileInfo("/proc/self/ns/pid").LinkTarget ?? Nobodys()}";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Nobodys();
            }
        }
#endif
        return machine;
    }

    /// <summary>Equal to no other: nothing can be told of any process then.</summary>
    private static string Nobodys() => Guid.NewGuid().ToString("N");
}
