using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class PeopleTests : IDisposable
{
    private readonly AdminApplication _app = AdminApplication.WithOwner();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Actors_show_as_the_names_people_know()
    {
        var mara = await _app.AddPersonAsync("mara@example.com", AdminRoles.Manager, "Mara");
        var people = _app.Services.GetRequiredService<IPeople>();

        var names = await people.NamesAsync(
            [mara, mara, "user_01GONE", "system", "apk_01KEY"], TestContext.Current.CancellationToken);

        Assert.Equal(
            new Dictionary<string, string> { [mara] = "Mara", ["user_01GONE"] = "Former member", ["system"] = "ApiKeys" },
            names.ToDictionary());
    }
}
