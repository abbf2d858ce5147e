using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ApiKeys.Sqlite;

/// <summary>Which file a path leads to: its device and inode. A file that is put in another's place has another one.</summary>
internal readonly partial record struct FileIdentity(ulong Device, ulong Inode)
{
    private const int CurrentDirectory = -100;
    private const uint InodeAndType = 0x101;

    // struct statx of <linux/stat.h>, which is laid out alike on every architecture.
    private const int Length = 256;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>Whether this system can tell: where it can't, an open file can't be moved (Windows), or no one looks (macOS).</summary>
    public static bool IsKnown { get; } = OperatingSystem.IsLinux() && IsSupported();

    /// <summary>The file at a path; <see langword="null"/> if there is none, or it can't be looked at.</summary>
    public static FileIdentity? Of(string path)
    {
        Span<byte> status = stackalloc byte[Length];
        return Statx(CurrentDirectory, path, flags: 0, InodeAndType, ref MemoryMarshal.GetReference(status)) == 0
            ? new FileIdentity(
                BinaryPrimitives.ReadUInt64LittleEndian(status[DeviceOffset..]), BinaryPrimitives.ReadUInt64LittleEndian(status[InodeOffset..]))
            : null;
    }

    private static bool IsSupported()
    {
        try
        {
            return Of("/") is not null;
        }
        catch (EntryPointNotFoundException)
        {
            // An old C library.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, ref byte status);
}
