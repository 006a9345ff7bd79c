namespace PdfTract.Cache.Tests;

/// <summary>A file system at a folder for as long as a test runs. Where mounting is not allowed, the test is ignored with the reason.</summary>
internal sealed class MountedFileSystem : IDisposable
{
    private readonly string _path;
    private readonly string? _loop;

    private MountedFileSystem(string path, string? loop)
    {
        _path = path;
        _loop = loop;
    }

    public static MountedFileSystem Mount(string path, params string[] arguments)
    {
        Directory.CreateDirectory(path);
        Need(() => Shell.Run("mount", arguments));
        return new MountedFileSystem(path, null);
    }

    /// <summary>
    /// A file system without links and without permissions, and whose names have no case: vfat by the kernel, or else exFAT by
    /// FUSE, which has the same gaps.
    /// </summary>
    /// <param name="path">Where to mount it.</param>
    /// <param name="image">A file to make it in.</param>
    public static MountedFileSystem MountFat(string path, string image)
    {
        Directory.CreateDirectory(path);
        using (var file = File.Create(image))
        {
            file.SetLength(16 * 1024 * 1024);
        }

        try
        {
            Shell.Run("mkfs.vfat", image);
            Shell.Run("mount", "-o", "loop", image, path);
            return new MountedFileSystem(path, null);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            TestContext.Out.WriteLine($"No vfat: {e.Message}");
        }

        return Need(() =>
        {
            Shell.Run("mkfs.exfat", image);
            var loop = Shell.Run("losetup", "--find", "--show", image).Trim();
            try
            {
                Shell.Run("mount.exfat-fuse", loop, path);
                return new MountedFileSystem(path, loop);
            }
            catch
            {
                Shell.Run("losetup", "--detach", loop);
                throw;
            }
        });
    }

    public void Dispose()
    {
        Shell.Run("umount", _path);
        if (_loop is not null)
        {
            Shell.Run("losetup", "--detach", _loop);
        }
    }

    private static T Need<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"Such a file system cannot be mounted here: {e.Message}");
            throw;
        }
    }
}
