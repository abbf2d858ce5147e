using ApiKeys.Operations;

namespace ApiKeys.Keys.Roll;

/// <summary>Checks requests before anything runs.</summary>
internal static class AbortRollChecks
{
    public static IReadOnlyList<ApiKeyError> Check(AbortRollRequest request) =>
        KeyRules.Bulk.CheckEach([request], one => one.Id, (errors, one, at) => errors.CheckText("reason", one.Reason, TextRules.ReasonMaxLength, at + "reason"));
}
