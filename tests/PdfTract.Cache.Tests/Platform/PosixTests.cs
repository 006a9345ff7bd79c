using System.Reflection;
using System.Runtime.InteropServices;

namespace PdfTract.Cache.Tests;

/// <summary>The calls of the C library: what they are given arrives, and what they answer is their own.</summary>
[Platform(Exclude = "Win", Reason = "There is no such library.")]
internal sealed class PosixTests : CacheFixture
{
    private static readonly int Here = PosixNames.CurrentFolder;

    private const int NoSuchFile = -2, BadDescriptor = -9, Exists = -17, NotAFolder = -20;

    [Test]
    public void A_failure_is_minus_its_number()
    {
        var file = Folder.Write("file", [1]);
        var missing = Folder["missing"];

        Assert.Multiple(() =>
        {
            Assert.That(PosixNames.Open(Here, missing, OpenFlags.ReadOnly), Is.EqualTo(NoSuchFile));
            Assert.That(PosixNames.Open(Here, file + "/below", OpenFlags.ReadOnly), Is.EqualTo(NotAFolder));
            Assert.That(PosixNames.Rename(Here, missing, file), Is.EqualTo(NoSuchFile));
            Assert.That(PosixNames.Link(Here, file, file), Is.EqualTo(Exists));
            Assert.That(PosixNames.MakeFolder(Here, file, 0x1C0), Is.EqualTo(Exists));
            Assert.That(PosixNames.SetTimesToNow(Here, missing), Is.EqualTo(NoSuchFile));
            Assert.That(PosixNames.Delete(Here, missing), Is.EqualTo(NoSuchFile));
            Assert.That(PosixNames.DeleteFolder(Here, file), Is.EqualTo(NotAFolder));
            Assert.That(Posix.SetPermissions(-1, 0), Is.EqualTo(BadDescriptor));
            Assert.That(Posix.Write(-1, new byte[1], 0), Is.EqualTo(BadDescriptor));
            Assert.That(Posix.Read(-1, new byte[1], 0), Is.EqualTo(BadDescriptor));
            Assert.That(Posix.Fsync(-1), Is.EqualTo(BadDescriptor));
            Assert.That(Posix.Close(-1), Is.EqualTo(BadDescriptor));
        });
    }

    [Test]
    public void A_path_arrives_whole_however_long_it_is([Values("plain", "ünïcödé 漢字 🙂")] string name, [Values(1, 200)] int folderLength)
    {
        // From well within the room on the stack to well beyond it, byte by byte.
        var folder = Directory.CreateDirectory(Folder[$"{new string('d', folderLength)}/{new string('e', folderLength)}"]).FullName;
        for (var more = 1; more < 210; more++)
        {
            var path = Path.Combine(folder, name + new string('x', more));
            File.WriteAllBytes(path, [1, 2, 3]);

            var descriptor = PosixNames.Open(Here, path, OpenFlags.ReadOnly);
            var bytes = new byte[4];
            Assert.That(Posix.Read(descriptor, bytes, 1), Is.EqualTo(2), path);
            Assert.That(bytes, Is.EqualTo(new byte[] { 2, 3, 0, 0 }));
            Assert.That(Posix.Close(descriptor), Is.Zero);
        }
    }

    [Test]
    public void Only_numbers_and_pointers_are_passed_so_that_the_JIT_has_no_stub_to_make()
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var calls = typeof(Posix).Assembly.GetTypes().SelectMany(type => type.GetMethods(all))
            .Select(method => (Method: method, Import: method.GetCustomAttribute<DllImportAttribute>()))
            .Where(call => call.Import is not null)
            .ToArray();

        Assert.That(calls, Has.Length.GreaterThan(10));
        Assert.Multiple(() =>
        {
            foreach (var (method, import) in calls)
            {
                var types = method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType);
                Assert.That(types, Has.All.Matches<Type>(type => type.IsPointer || (type.IsPrimitive && type != typeof(bool) && type != typeof(char))), method.Name);
                Assert.That(import!.SetLastError, Is.False, method.Name);
            }
        });
    }
}
