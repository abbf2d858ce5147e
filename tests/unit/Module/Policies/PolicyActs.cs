using ApiKeys.Keys.Idle;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Policies;

/// <summary>Acts on policies in the fewest words, by Dana unless a test says otherwise.</summary>
internal static class PolicyActs
{
    public static Task<ApiKeyResult<StorePolicies>> TrySetPolicyAsync(this TestModule module, UpdatePolicyRequest request, Actor? by = null) =>
        module.Get<IApiKeyPolicies>().UpdateAsync(request, by ?? TestModule.Dana, null, TestModule.Cancellation);

    public static async Task<StorePolicies> SetPolicyAsync(this TestModule module, UpdatePolicyRequest request) =>
        (await module.TrySetPolicyAsync(request)).Value!;

    public static Task<(int Warned, int Revoked)> ApplyIdlePolicyAsync(this TestModule module) =>
        module.Get<IdleKeys>().ApplyAsync(TestModule.Cancellation);
}
