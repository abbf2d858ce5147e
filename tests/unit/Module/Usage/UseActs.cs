using System.Linq.Expressions;
using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Recording;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.Usage;

internal static class UseActs
{
    public static readonly ApiKeyCaller Worker = new(IPAddress.Parse("203.0.113.7"), "worker/1.0", "/orders/{id}");

    public static UseRecorder Uses(this TestModule module) => module.Get<UseRecorder>();

    public static IApiKeyUsage Usage(this TestModule module) => module.Get<IApiKeyUsage>();

    public static VerifiedKey Verified(string id, ApiKeyType type = ApiKeyType.Secret) =>
        new() { Id = id, Type = type, Title = "", Redacted = "", Scopes = [], CreatedBy = "", SalesChannelIds = [] };

    /// <summary>Notes a use now, by the module's clock.</summary>
    public static void Note(
        this TestModule module, string id, VerificationCode code = VerificationCode.Valid, ApiKeyCaller? caller = null, ApiKeyType type = ApiKeyType.Secret) =>
        module.Uses().Note(Verified(id, type), code, caller ?? Worker);

    public static Task FlushAsync(this TestModule module) => module.Uses().FlushAsync(TestModule.Cancellation);

    /// <summary>Presents the token, as a service would that is called with it.</summary>
    public static async Task UseAsync(this TestModule module, CreatedApiKey created, ApiKeyCaller? caller = null) =>
        await module.Keys.AuthenticateAsync(created.Token!.Reveal(), created.Key.Type, caller ?? Worker, TestModule.Cancellation);

    public static Task<List<UseCount>> CountsAsync(this TestModule module) => module.CountsAsync(row => row.KeyId != UseCount.AllKeys);

    public static Task<List<UseCount>> TotalsAsync(this TestModule module) => module.CountsAsync(row => row.KeyId == UseCount.AllKeys);

    private static async Task<List<UseCount>> CountsAsync(this TestModule module, Expression<Func<UseCount, bool>> which)
    {
        await using var database = module.OpenDatabase();
        return await database.Set<UseCount>().AsNoTracking().Where(which).OrderBy(row => row.Hour).ThenBy(row => row.Code).ToListAsync(TestModule.Cancellation);
    }

    public static async Task<List<CallerRecord>> CallersAsync(this TestModule module)
    {
        await using var database = module.OpenDatabase();
        return await database.Set<CallerRecord>().AsNoTracking().OrderBy(row => row.LastAt).ThenBy(row => row.Address).ThenBy(row => row.UserAgent)
            .ToListAsync(TestModule.Cancellation);
    }

    public static async Task<KeyUsage> UsageOfAsync(this TestModule module, string id) =>
        await module.Usage().ReadAsync(id, TestModule.Cancellation) ?? throw new InvalidOperationException($"No key {id}.");
}
