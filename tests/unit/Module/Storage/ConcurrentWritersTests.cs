using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Storage;

public sealed class ConcurrentWritersTests
{
    private const int Writers = 8;
    private const int Rounds = 4;

    [Fact]
    public async Task Eight_writers_on_one_file_all_succeed()
    {
        await using var module = new TestModule();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => LiveAsync(module, $"Writer {writer}"))));

        var page = await module.ListAsync(new() { Statuses = [ApiKeyStatus.Revoked], Limit = 0 });
        Assert.Equal(Writers * Rounds, page.Count);
    }

    [Fact]
    public async Task Eight_modules_on_one_file_all_succeed()
    {
        var path = TestDatabase.Current.Create();
        var modules = Enumerable.Range(0, Writers).Select(_ => new TestModule(path)).ToList();

        await Task.WhenAll(modules.Select((module, writer) => Task.Run(() => LiveAsync(module, $"Process {writer}"))));

        Assert.Equal(Writers * Rounds, (await modules[0].ListAsync(new() { Statuses = [ApiKeyStatus.Revoked], Limit = 0 })).Count);
        foreach (var module in modules)
        {
            await module.DisposeAsync();
        }
    }

    private static async Task LiveAsync(TestModule module, string title)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var created = await module.CreateAsync(title);
            Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
            Assert.True((await module.UpdateAsync(new() { Id = created.Key.Id, Title = title + " renamed" })).Succeeded);
            Assert.True((await module.RevokeAsync(created.Key.Id)).Succeeded);
            Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
        }
    }
}
