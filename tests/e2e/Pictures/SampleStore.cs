using ApiKeys.E2ETests.Infrastructure;

namespace ApiKeys.E2ETests.Pictures;

/// <summary>A store whose keys have been used for some days.</summary>
internal sealed record SampleStore(AdminServer Server, CreatedApiKey InUse, CreatedApiKey Rolled, CreatedApiKey Revoked, CreatedApiKey Ended)
{
    public static async Task<SampleStore> StartAsync(AdminServer server, ApiKeyCaller warehouse, ApiKeyCaller importer, ApiKeyCaller stranger)
    {
        var olga = new Actor(await server.IdOfAsync(Person.Olga));
        var dana = new Actor(await server.AddAsync(Person.Dana));
        var cancelled = TestContext.Current.CancellationToken;

        async Task<CreatedApiKey> CreateAsync(Actor actor, string title, params string[] scopes) => (await server.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title, Scopes = scopes }, actor, cancellationToken: cancelled)).Value!;

        async Task UseAsync(CreatedApiKey key, ApiKeyCaller caller, int times)
        {
            for (var time = 0; time < times; time++)
            {
                await server.Keys.AuthenticateAsync(key.Token!.Reveal(), ApiKeyType.Secret, caller, cancelled);
            }
        }

        // Long enough for the uses to be stored at the time at which they were.
        async Task PassAsync(TimeSpan time)
        {
            server.Clock.Turn(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancelled);
            server.Clock.Turn(time);
        }

        var ended = await CreateAsync(olga, "Price feed", "prices:read");
        var revoked = await CreateAsync(dana, "Old importer", "products:*");
        var rolled = await CreateAsync(olga, "Nightly import", "products:write");
        var inUse = await CreateAsync(dana, "Warehouse sync", "orders:read", "stock:write");
        await CreateAsync(olga, "Accounting", "orders:read");
        for (var hour = 0; hour < 20; hour++)
        {
            await UseAsync(ended, stranger, hour < 12 ? 2 + (hour % 3) : 0);
            await UseAsync(revoked, importer, hour < 9 ? 1 + (hour % 4) : 0);
            await UseAsync(rolled, importer, 3 + (hour * 7 % 5));
            await UseAsync(inUse, warehouse, 4 + (hour * 5 % 7));
            await PassAsync(TimeSpan.FromMinutes(59));
        }

        await server.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = ended.Key.Id, Reason = "The supplier has changed." }, dana, cancellationToken: cancelled);
        await server.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = revoked.Key.Id, Reason = "A laptop was lost." }, olga, cancellationToken: cancelled);
        var replacement = (await server.Keys.RollAsync(
            new RollApiKeyRequest { Id = rolled.Key.Id, OldKeyEndsAfter = TimeSpan.FromHours(4) }, olga, cancellationToken: cancelled)).Value!;
        await server.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Newsletter", Scopes = ["customers:read"], ExpiresAt = server.Clock.GetUtcNow().AddDays(5) },
            dana,
            cancellationToken: cancelled);
        for (var hour = 0; hour < 2; hour++)
        {
            await UseAsync(rolled, importer, 2 - hour);
            await UseAsync(replacement, importer, 5 + hour);
            await UseAsync(inUse, warehouse, 6);
            await UseAsync(ended, stranger, 3);
            await PassAsync(TimeSpan.FromMinutes(hour == 0 ? 59 : 2));
        }

        return new SampleStore(server, inUse, rolled, revoked, ended);
    }
}
