using ApiKeys.Admin.Settings;

namespace ApiKeys.Admin.Commands;

/// <summary>
/// A file for its owner alone, which has its name only once it is whole: until then it is beside it under another, and goes when no one completes it.
/// </summary>
internal sealed class NewFile : IDisposable
{
    private readonly string _path;
    private bool _isComplete;

    private NewFile(string path, string partialPath, FileStream content)
    {
        _path = path;
        PartialPath = partialPath;
        Content = content;
    }

    public string PartialPath { get; }

    public FileStream Content { get; }

    /// <exception cref="StartProblemException">There is such a file, or it can't be made.</exception>
    public static NewFile Create(string path)
    {
        if (Path.Exists(path))
        {
            throw AlreadyThere(path);
        }

        // A name that no one can have made a file or a link of before.
        var partialPath = $"{path}.{Guid.NewGuid():N}.partial";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new NewFile(path, partialPath, new FileStream(partialPath, options));
    }

    /// <summary>Has it on the disk, and gives it its name.</summary>
    public void Complete()
    {
        Content.Flush(flushToDisk: true);
        Content.Dispose();
        try
        {
            File.Move(PartialPath, _path, overwrite: false);
        }
        catch (IOException) when (Path.Exists(_path))
        {
            throw AlreadyThere(_path);
        }

        _isComplete = true;
    }

    public void Dispose()
    {
        Content.Dispose();
        if (!_isComplete)
        {
            File.Delete(PartialPath);
        }
    }

    private static StartProblemException AlreadyThere(string path) => new($"{path} is there already. Nothing is overwritten: name another file.");
}
