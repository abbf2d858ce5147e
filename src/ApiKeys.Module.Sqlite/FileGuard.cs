namespace ApiKeys.Sqlite;

/// <summary>
/// Lets one process at a time through, by a lock of the operating system on a file. The file stays: to delete it would let two processes each hold
/// a lock of that name.
/// </summary>
internal static class FileGuard
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public static async Task<IDisposable> EnterAsync(string path, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        while (true)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                await Task.Delay(Poll, timeProvider, cancellationToken);
            }
        }
    }

    // EWOULDBLOCK of Linux and of macOS, sharing and lock violation of Windows. A full disk or a missing folder is no reason to wait.
    private static bool IsHeld(IOException exception) =>
        exception.HResult is 11 or 35 || (exception.HResult & 0xFFFF) is 32 or 33 && OperatingSystem.IsWindows();
}
