using System.Globalization;

namespace ApiKeys.Admin.Operations;

/// <summary>What is left of callers for a user who may not see their addresses: how many there are and what they called, as "Caller 1", "Caller 2".</summary>
internal static class HiddenCallers
{
    public static KeyUsage In(KeyUsage usage) => usage with
    {
        Callers = Hide(usage.Callers),
        LastAcceptedCaller = usage.LastAcceptedCaller is { } last ? Hide([last])[0] : null,
        Verdict = In(usage.Verdict),
    };

    public static UseVerdict In(UseVerdict verdict) => verdict with
    {
        CallersInLastHour = Hide(verdict.CallersInLastHour),
        AfterEnd = verdict.AfterEnd is { } use ? In(use) : null,
    };

    public static EndedKeyUse In(EndedKeyUse use) => use with { Callers = Hide(use.Callers) };

    private static IReadOnlyList<KeyCaller> Hide(IReadOnlyList<KeyCaller> callers) =>
    [
        .. callers.Select((caller, index) => caller.IsNamed
            ? caller with { Address = string.Create(CultureInfo.InvariantCulture, $"Caller {index + 1}"), UserAgent = null }
            : caller),
    ];
}
