using Microsoft.Win32.SafeHandles;

namespace PdfTract.Cache.Platform;

/// <summary>A folder by its descriptor. See <see cref="OpenFolder"/> for the contract.</summary>
internal sealed class PosixFolder : OpenFolder
{
    /// <summary>Nothing has such a name, and nothing ever will.</summary>
    private static readonly int NameTooLong = Os.IsMac ? 63 : 36;

    private const int AccessDenied = 13, BadDescriptor = 9, NoSuchFile = 2, NotAFolder = 20, Exists = 17;

    /// <summary>What the umask takes its part of where nothing else is asked for: 0777 for a folder, 0666 for a file.</summary>
    private const int PlainFolder = 0x1FF, PlainFile = 0x1B6;

    /// <summary>A file is its owner's alone until it has its permissions: 0600.</summary>
    private const int OwnFile = 0x180;

    private static readonly int ToOpen = OpenFlags.ReadOnly | OpenFlags.Folder | OpenFlags.NonBlocking | OpenFlags.CloseOnExec;

    /// <summary>Closed when nobody uses it any more, at the latest by its finalizer: another thread may still be at it when a root is opened again.</summary>
    private readonly SafeFileHandle _handle;

    /// <summary>Opened without the right to list it: it cannot be flushed.</summary>
    private readonly bool _isPathOnly;

    private PosixFolder(int descriptor, bool isPathOnly, string path)
        : base(path)
    {
        _handle = new SafeFileHandle((nint)descriptor, ownsHandle: true);
        _isPathOnly = isPathOnly;
        Status = FileStatus.Of(descriptor) ?? default;
    }

    public override FileStatus Status { get; }

    private int Descriptor => !_handle.IsClosed ? (int)_handle.DangerousGetHandle() : throw new ObjectDisposedException(nameof(PosixFolder));

    public static PosixFolder? Open(string path) => Open(PosixNames.CurrentFolder, path, path, 0);

    public override bool IsStillThere() => FileStatus.Of(Path) is { } now && now.IsSameFile(Status);

    public override OpenFolder? Enter(string relative)
    {
        var path = PathOf(relative);
        if (PosixNames.OpenBeneath(Descriptor, relative, ToOpen | OpenFlags.NoFollow) is { } answer)
        {
            GC.KeepAlive(this);
            return answer >= 0 ? new PosixFolder(answer, isPathOnly: false, path)
                : answer == -AccessDenied && OpenFlags.PathOnly is { } pathOnly
                    && PosixNames.OpenBeneath(Descriptor, relative, pathOnly | OpenFlags.Folder | OpenFlags.NoFollow | OpenFlags.CloseOnExec) is >= 0 and var descriptor
                    ? new PosixFolder(descriptor, isPathOnly: true, path)
                : WhyNot(-answer, path);
        }

        // Step by step: each is opened in the one before.
        PosixFolder? last = null;
        foreach (var name in relative.Split('/'))
        {
            using var before = last;
            last = Open((before ?? this).Descriptor, name, (before ?? this).PathOf(name), OpenFlags.NoFollow);
            GC.KeepAlive(this);
            if (last is null)
            {
                return null;
            }
        }

        return last;
    }

    public override OpenFile? File(string relative)
    {
        var slash = relative.LastIndexOf('/');
        if (slash >= 0)
        {
            if (PosixNames.OpenBeneath(Descriptor, relative, OpenFile.ToRead | OpenFlags.NoFollow) is not { } answer)
            {
                using var folder = TryEnter(relative.Substring(0, slash));
                return folder?.File(relative.Substring(slash + 1));
            }

            return answer >= 0 ? OpenFile.Take(answer, relative) : WhyNotFile(-answer, relative);
        }

        var file = OpenFile.Of(Descriptor, relative, PathOf(relative), OpenFlags.NoFollow);
        GC.KeepAlive(this);
        return file;
    }

    public override FileStatus? Look(string name)
    {
        var status = FileStatus.OfUnlinked(Descriptor, name);
        GC.KeepAlive(this);
        return status;
    }

    public override Stream CreateNew(string name, int? permissions)
    {
        var file = SharedFile.CreateNew(Descriptor, name, PathOf(name), permissions is null ? PlainFile : OwnFile);
        GC.KeepAlive(this);
        if (permissions is { } bits)
        {
            // vfat and most SMB mounts have no such bits and refuse to set them: what is there has to do.
            _ = file.SetPermissions(bits);
        }

        return file;
    }

    public override bool MakeFolder(string name, int? permissions)
    {
        var answer = PosixNames.MakeFolder(Descriptor, name, permissions ?? PlainFolder);
        GC.KeepAlive(this);
        return answer == 0 || (answer == -Exists ? false : throw IoError.OfPosix(-answer, $"make the folder '{PathOf(name)}'"));
    }

    public override void AllowAtMost(int bits)
    {
        if (Status.Permissions != bits && (Status.Permissions & ~bits) == 0 && Status.Owner == Posix.EffectiveUser() && !Names().Any())
        {
            // By descriptor. File systems without such bits refuse: what is there has to do.
            _ = Posix.SetPermissions(Descriptor, bits);
            GC.KeepAlive(this);
        }
    }

    public override void Rename(string from, string to, bool writeThrough = false)
    {
        var answer = PosixNames.Rename(Descriptor, from, to);
        GC.KeepAlive(this);
        if (answer != 0)
        {
            throw IoError.OfPosix(-answer, $"rename '{PathOf(from)}' to '{PathOf(to)}'");
        }
    }

    public override bool RenameIntoFreeName(string from, string to)
    {
        var answer = PosixNames.Link(Descriptor, from, to);
        GC.KeepAlive(this);
        if (answer == 0)
        {
            TryDelete(from);
            return true;
        }

        if (answer == -Exists || Look(to) is not null)
        {
            return false;
        }

        // No links here (vfat, many FUSE file systems).
        Rename(from, to);
        return true;
    }

    public override bool Delete(string name)
    {
        var answer = PosixNames.Delete(Descriptor, name);
        GC.KeepAlive(this);
        return answer == 0 || (answer == -NoSuchFile ? false : throw IoError.OfPosix(-answer, $"remove '{PathOf(name)}'"));
    }

    public override void TryDeleteFolder(string name)
    {
        _ = PosixNames.DeleteFolder(Descriptor, name);
        GC.KeepAlive(this);
    }

    public override bool Touch(string name, Func<DateTime> readClock)
    {
        var isTouched = PosixNames.SetTimesToNow(Descriptor, name) == 0;
        GC.KeepAlive(this);
        return isTouched;
    }

    public override void Flush()
    {
        var error = _isPathOnly ? AccessDenied : DeviceFlush.OfDescriptor(Descriptor);
        GC.KeepAlive(this);

        // Some file systems have no fsync for folders, and a folder that may be written need not be readable.
        if (error != 0 && error is not (BadDescriptor or AccessDenied) && !DeviceFlush.IsUnable(error))
        {
            throw IoError.OfPosix(error, $"flush the folder '{Path}'");
        }
    }

    public override IEnumerable<string> Names()
    {
        // A descriptor of its own: where the list stands belongs to the descriptor.
        var descriptor = PosixNames.Open(Descriptor, ".", ToOpen);
        GC.KeepAlive(this);
        if (descriptor < 0)
        {
            throw IoError.OfPosix(-descriptor, $"list '{Path}'");
        }

        using var names = new PosixNameList(descriptor, Path);
        while (names.Next() is { } name)
        {
            yield return name;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
        }

        base.Dispose(disposing);
    }

    private OpenFile? WhyNotFile(int error, string relative)
    {
        if (IoError.IsNoFile(error))
        {
            return null;
        }

        var slash = relative.LastIndexOf('/');
        using var parent = TryEnter(relative.Substring(0, slash));
        return OpenFile.WhyNot(error, () => parent?.Look(relative.Substring(slash + 1)) is not null, PathOf(relative));
    }

    private OpenFolder? TryEnter(string relative)
    {
        try
        {
            return Enter(relative);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static PosixFolder? Open(int folder, string name, string path, int flags)
    {
        var descriptor = PosixNames.Open(folder, name, ToOpen | flags);
        var isPathOnly = descriptor == -AccessDenied && OpenFlags.PathOnly is not null;
        if (isPathOnly)
        {
            descriptor = PosixNames.Open(folder, name, OpenFlags.PathOnly!.Value | OpenFlags.Folder | OpenFlags.CloseOnExec | flags);
        }

        // What a user named and is no folder is none: who has to make one says what is in the way.
        return descriptor >= 0 ? new PosixFolder(descriptor, isPathOnly, path)
            : descriptor == -NotAFolder && folder == PosixNames.CurrentFolder ? null
            : WhyNot(-descriptor, path);
    }

    private static PosixFolder? WhyNot(int error, string path) =>
        error == NoSuchFile || error == NameTooLong ? null
        : error == NotAFolder || IoError.IsLink(error) ? throw new IOException($"'{path}' is a link or a file, and no folder: nothing below it is used.", error)
        : throw IoError.OfPosix(error, $"open the folder '{path}'");
}
