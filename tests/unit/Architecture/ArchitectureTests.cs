using System.Xml.Linq;

namespace ApiKeys.UnitTests.Architecture;

/// <summary>The house is as docs/architecture.md draws it. What is compared is what compiled methods use, not usings.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string> Projects => ["ApiKeys.Workflows", "ApiKeys.Module", "ApiKeys.Admin"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Room_uses_the_rooms_that_its_row_names_and_no_other(string project)
    {
        var rows = ArchitecturePage.RowsOf(project);
        var rooms = Rooms.Of(project);

        Assert.Equal(rooms.Names.Order(StringComparer.Ordinal), rows.Select(row => row.Room).Order(StringComparer.Ordinal));
        var allowed = rows.SelectMany(row => row.MayUse, (row, used) => (User: row.Room, Used: used)).ToHashSet();
        Assert.DoesNotContain(rooms.Uses, use => use.Key.User != Rooms.Root && !allowed.Contains(use.Key));
        Assert.DoesNotContain(allowed, use => !rooms.Uses.ContainsKey(use));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Room_uses_only_rooms_above_it_in_the_table(string project)
    {
        HashSet<string> above = [];
        foreach (var (room, mayUse, _) in ArchitecturePage.RowsOf(project))
        {
            Assert.Subset(above, mayUse.ToHashSet());
            above.Add(room);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void File_to_start_reading_with_is_there(string project) => Assert.All(
        ArchitecturePage.RowsOf(project), row => Assert.All(row.Start, file => Assert.True(Rooms.Has(project, row.Room, file), $"{row.Room}/{file}")));

    [Theory]
    [InlineData("ApiKeys.Workflows")]
    [InlineData("ApiKeys.Module", "ApiKeys.Workflows")]
    [InlineData("ApiKeys.Module.Sqlite", "ApiKeys.Module")]
    [InlineData("ApiKeys.Module.PostgreSql", "ApiKeys.Module")]
    [InlineData("ApiKeys.Module.SqlServer", "ApiKeys.Module")]
    [InlineData("ApiKeys.Admin", "ApiKeys.Module.Sqlite", "ApiKeys.Module.PostgreSql", "ApiKeys.Module.SqlServer")]
    public void Project_refers_to_the_projects_below_it_and_no_other(string project, params string[] below) => Assert.Equal(
        below.Order(StringComparer.Ordinal),
        XDocument.Parse(Rooms.ReadProject(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal));
}
