using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>The scripts of rights in docs/databases.md.</summary>
internal static class DocumentedRights
{
    /// <summary>Reads the script of a user: "server", or "server on SQL Server".</summary>
    public static string Read(string user)
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "databases.md")).ReplaceLineEndings("\n");
        var begin = $"<!-- rights: {user} -->\n```sql\n";
        var script = guide[(guide.IndexOf(begin, StringComparison.Ordinal) + begin.Length)..];
        return script[..script.IndexOf("```", StringComparison.Ordinal)];
    }
}
