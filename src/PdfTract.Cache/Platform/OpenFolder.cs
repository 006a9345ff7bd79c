namespace PdfTract.Cache.Platform;

/// <summary>
/// An open folder, and the names in it. Everything below a cache's root is done through one: on Unix relative to the folder's descriptor, so
/// that a folder, link or pipe that a neighbour puts under any name on the way changes nothing outside (H73, H76). Safe for several threads.
/// </summary>
/// <remarks>
/// Invariants: (1) no link below the folder is followed by any member; (2) nothing but a regular file is read and nothing but a folder is
/// entered, by looking at what was opened and not at its name; (3) no member waits for another process. On Windows, and in 32-bit processes
/// on Unix, the members work by path: there a neighbour who swaps names in the right moment can break (1).
/// </remarks>
internal abstract class OpenFolder(string path) : IDisposable
{
    /// <summary>What it was opened as: for messages and tests.</summary>
    public string Path { get; } = path;

    /// <summary>What it was when it was opened.</summary>
    public abstract FileStatus Status { get; }

    /// <summary>Opens the folder that a path leads to, through links too: a user named it.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="IOException">It is no folder, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static OpenFolder? At(string path) => OpenFile.HasDescriptors ? PosixFolder.Open(path) : PathFolder.Open(path);

    /// <summary>Whether its path still leads to it: neither was it removed nor did another take its place.</summary>
    public abstract bool IsStillThere();

    /// <summary>Opens a folder below.</summary>
    /// <param name="relative">One name, or several with a slash between them.</param>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="IOException">A link or a file has one of the names.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public abstract OpenFolder? Enter(string relative);

    /// <summary>Opens a file below for reading.</summary>
    /// <param name="relative">One name, or several with a slash between them.</param>
    /// <inheritdoc cref="OpenFile.Unlinked"/>
    public abstract OpenFile? File(string relative);

    /// <returns>What stands under the very name; null when there is nothing, or it cannot be told.</returns>
    public abstract FileStatus? Look(string name);

    /// <summary>Creates a file that must not exist yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="permissions">Its permission bits, whatever the umask; null for what the system gives a new file. A file system without them keeps its own.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is gone.</exception>
    /// <exception cref="IOException">The name is taken, the disk is full, …</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public abstract Stream CreateNew(string name, int? permissions);

    /// <summary>Makes a folder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="permissions">Its permission bits, of which the umask takes its part; null for what the system gives a new folder.</param>
    /// <returns>Whether this call made it: not where the name is taken.</returns>
    /// <inheritdoc cref="CreateNew"/>
    public abstract bool MakeFolder(string name, int? permissions);

    /// <summary>
    /// Gives this folder, which was just made, the permission bits that a umask took from it. What was opened may be another folder of this
    /// user's, which a neighbour put under the new one's name: so nothing changes unless it is empty, this user's, and has no bit besides
    /// those (H73).
    /// </summary>
    public abstract void AllowAtMost(int bits);

    /// <summary>Renames over whatever file or empty folder has the name: a reader sees the old one or the new, never a mixture.</summary>
    /// <param name="from">The old name.</param>
    /// <param name="to">The new name.</param>
    /// <param name="writeThrough">Windows: return when the rename is on the device. Elsewhere <see cref="Flush"/> does that, for any number of renames.</param>
    /// <exception cref="DirectoryNotFoundException">The source, or the folder, is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission; on Windows also: somebody has the target open.</exception>
    /// <exception cref="IOException">Anything else: a folder in the way, a full disk.</exception>
    public abstract void Rename(string from, string to, bool writeThrough = false);

    /// <summary>
    /// Renames to a name that must not exist; a file that has it already keeps it. On Unix by link and unlink, which is exact. Where links do not exist
    /// it looks and then renames: callers only use this where losing that race replaces a file by its equal.
    /// </summary>
    /// <returns>Whether this call took the name.</returns>
    /// <inheritdoc cref="Rename"/>
    public abstract bool RenameIntoFreeName(string from, string to);

    /// <summary>Removes a name. Failing to changes nothing: what stays behind is found by the next clean-up.</summary>
    /// <returns>Whether it is gone through this call.</returns>
    public bool TryDelete(string name)
    {
        try
        {
            return Delete(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Removes a name, of anything but a folder.</summary>
    /// <returns>False when there is nothing.</returns>
    /// <exception cref="IOException">A folder has the name, or an I/O error.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed.</exception>
    public abstract bool Delete(string name);

    /// <summary>Removes a folder if it is empty. Failing to changes nothing.</summary>
    public abstract void TryDeleteFolder(string name);

    /// <summary>
    /// Sets a file's modification time to "now" by the clock of the file system that holds it. File.SetLastWriteTimeUtc would
    /// write this machine's clock (H30), and fails for anyone but the owner even on a file that all may write (H40).
    /// </summary>
    /// <param name="name">The file.</param>
    /// <param name="readClock">Reads that clock, for systems where a file cannot be touched by it: Windows. May fail as a write does.</param>
    /// <returns>Whether the time was set. Failure is silent: a read-only cache still serves hits (H37).</returns>
    public abstract bool Touch(string name, Func<DateTime> readClock);

    /// <summary>
    /// Makes the names in the folder survive a power loss: an fsync of a file saves its bytes and not its name (H08). On Windows
    /// nothing is to be done, since the rename there is written through. A file system that cannot is taken as it is.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The folder is gone.</exception>
    /// <exception cref="IOException">The device failed: nobody knows which names are safe.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system became read-only.</exception>
    public abstract void Flush();

    /// <summary>The names in the folder, one at a time, in no order. What comes or goes meanwhile is in it or not.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is gone.</exception>
    /// <exception cref="IOException">It cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be listed.</exception>
    public abstract IEnumerable<string> Names();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>A name's path, for messages.</summary>
    public string PathOf(string relative) => System.IO.Path.Combine(Path, relative);
}
