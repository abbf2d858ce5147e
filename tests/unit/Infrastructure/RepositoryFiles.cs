namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Where the repository is that these tests are built from.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ApiKeys.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests don't run below the repository.");
        }

        return folder.FullName;
    }
}
