using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PdfTract.Cache.Build.Tests;

/// <summary>What an assembly's file says of the native code in it.</summary>
/// <param name="IsReadyToRun">There is any.</param>
/// <param name="Machine">What it is for: a processor, and for systems other than Windows the system, which is mixed into the number.</param>
/// <param name="Mvid">Names the IL: the same IL, compiled or not, has the same one.</param>
internal sealed record NativeImage(bool IsReadyToRun, ushort Machine, Guid Mvid)
{
    private const ushort Windows = 0;
    private const ushort Linux = 0x7B79;
    private const ushort MacOS = 0x4644;

    private static readonly Dictionary<string, ushort> Systems = new() { ["win"] = Windows, ["linux"] = Linux, ["osx"] = MacOS };
    private static readonly Dictionary<string, Machine> Processors = new() { ["x64"] = System.Reflection.PortableExecutable.Machine.Amd64, ["arm64"] = System.Reflection.PortableExecutable.Machine.Arm64 };

    public static NativeImage Of(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        var metadata = reader.GetMetadataReader();
        return new NativeImage(
            reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0,
            (ushort)reader.PEHeaders.CoffHeader.Machine,
            metadata.GetGuid(metadata.GetModuleDefinition().Mvid));
    }

    /// <summary>The <see cref="Machine"/> of an image for a runtime such as <c>linux-x64</c>.</summary>
    public static ushort MachineOf(string runtime) =>
        (ushort)((ushort)Processors[runtime.Split('-')[1]] ^ Systems[runtime.Split('-')[0]]);
}
