using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Infrastructure;
using Mono.Cecil;

namespace ApiKeys.UnitTests.Architecture;

/// <summary>The rooms of a project, that is its first level of folders, and which of them uses which.</summary>
/// <param name="Names">The folders that hold types.</param>
/// <param name="Uses">Each use of one room by another, with an example.</param>
internal sealed partial record Rooms(IReadOnlySet<string> Names, IReadOnlyDictionary<(string User, string Used), string> Uses)
{
    /// <summary>The files beside the folders: the composition root, which may use every room.</summary>
    public const string Root = "";

    public static readonly string Repository = RepositoryFiles.Root;

    public static Rooms Of(string project)
    {
        var roomOf = Declared(Path.Combine(Repository, "src", project));
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        var uses = TypeUses.Of(assembly)
            .Select(use => (User: roomOf.GetValueOrDefault(Plain(use.User)), Used: roomOf.GetValueOrDefault(Plain(use.Used)), Example: $"{use.User} uses {use.Used}"))
            .Where(use => use.User is not null && use.Used is not null && use.User != use.Used)
            .GroupBy(use => (use.User!, use.Used!))
            .ToDictionary(group => group.Key, group => group.First().Example);
        return new Rooms(roomOf.Values.Where(room => room != Root).ToHashSet(), uses);
    }

    public static bool Has(string project, string room, string path) => Path.Exists(Path.Combine(Repository, "src", project, room, path));

    public static string ReadDocument(string name) => File.ReadAllText(Path.Combine(Repository, "docs", name));

    public static string ReadProject(string project) => File.ReadAllText(Path.Combine(Repository, "src", project, project + ".csproj"));

    // Namespaces are for the readers of usings and don't say where a type lives; its file does.
    private static Dictionary<string, string> Declared(string folder)
    {
        Dictionary<string, string> rooms = new(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(IsSource))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/').Split('/');
            if (path[0] is "bin" or "obj")
            {
                continue;
            }

            var room = path.Length == 1 ? Root : path[0];
            var text = File.ReadAllText(file);
            if (file.EndsWith(".razor", StringComparison.Ordinal))
            {
                rooms[$"{Path.GetFileName(folder)}.{string.Join('.', path[..^1].Append(Path.GetFileNameWithoutExtension(file)))}"] = room;
            }
            else if (NamespacePattern().Match(text) is { Success: true } name)
            {
                foreach (Match type in TypePattern().Matches(text))
                {
                    rooms[$"{name.Groups[1].Value}.{type.Groups[1].Value}"] = room;
                }
            }
        }

        return rooms;
    }

    private static bool IsSource(string file) => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal);

    private static string Plain(string type) => type.Split('`')[0];

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    // At the left edge: nested types live where their outermost one does.
    [GeneratedRegex(@"^(?:public |internal |sealed |static |abstract |readonly |partial |ref |unsafe )*(?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypePattern();
}
