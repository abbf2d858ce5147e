using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Usage.Verdicts;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Usage.Verdicts;

public sealed class VerdictWordsTests
{
    private static readonly DateTimeOffset Now = TestModule.Start;

    public static TheoryData<UseVerdict?, ApiKeyStatus, bool, Tone, string> Verdicts => new()
    {
        { null, ApiKeyStatus.Active, true, Tone.Pending, "Whether it is in use couldn't be read" },
        { Verdict(UseLevel.Unknown, 60), ApiKeyStatus.Active, true, Tone.Pending, "Whether it is in use couldn't be read" },
        { Verdict(UseLevel.NeverUsed), ApiKeyStatus.Active, true, Tone.Active, "Never used" },
        { Verdict(UseLevel.Quiet, 41 * 24), ApiKeyStatus.Active, true, Tone.Active, "Quiet for 41 days" },
        { Verdict(UseLevel.Recent, 3 * 24), ApiKeyStatus.Active, true, Tone.Pending, "Last used 3 days ago" },
        { Verdict(UseLevel.Recent, 3 * 24), ApiKeyStatus.Revoking, true, Tone.Pending, "Last used 3 days ago" },
        { Verdict(UseLevel.Recent, 3 * 24), ApiKeyStatus.Revoked, true, Tone.Info, "Last used 3 days ago" },
        { Verdict(UseLevel.InUse, 0), ApiKeyStatus.Active, true, Tone.Danger, "In use: last request just now" },
        { Verdict(UseLevel.InUse, 0, Caller("::1")), ApiKeyStatus.Active, true, Tone.Danger, "In use: 1 caller in the last hour" },
        { Verdict(UseLevel.InUse, 0, Caller("::1"), Caller("::2")), ApiKeyStatus.Active, true, Tone.Danger, "In use: 2 callers in the last hour" },
        { Verdict(UseLevel.InUse, 0, Caller("::1"), Caller(null)), ApiKeyStatus.Active, true, Tone.Danger, "In use: 1 or more callers in the last hour" },
        { Verdict(UseLevel.InUse, 0, Caller("::1")), ApiKeyStatus.Active, false, Tone.Info, "In use: 1 caller in the last hour" },
        { Verdict(UseLevel.InUse, 0, Caller("::1")), ApiKeyStatus.Revoked, true, Tone.Info, "Last used just now, before it was revoked" },
        { Verdict(UseLevel.InUse, 0), ApiKeyStatus.Expired, false, Tone.Info, "Last used just now, before it expired" },
        { Verdict(UseLevel.Quiet, 41 * 24) with { AfterEnd = Ended() }, ApiKeyStatus.Revoked, true, Tone.Danger, "Still being used: 1 caller, last 2 h ago" },
    };

    [Theory]
    [MemberData(nameof(Verdicts), DisableDiscoveryEnumeration = true)]
    public void Verdict_is_said_like_this(object? verdict, ApiKeyStatus status, bool ends, Tone tone, string text)
    {
        var words = VerdictMessages.Of((UseVerdict?)verdict, status, ends, Now);

        Assert.Equal((tone, text), (words.Tone, words.Text));
    }

    [Fact]
    public void Callers_of_the_last_hour_are_named_up_to_three()
    {
        var callers = Enumerable.Range(1, 4).Select(i => Caller($"203.0.113.{i}")).ToArray();

        var words = VerdictMessages.Of(Verdict(UseLevel.InUse, 0, callers), ApiKeyStatus.Active, ends: true, Now);

        Assert.Equal("203.0.113.1 (worker/1.0), 203.0.113.2 (worker/1.0), 203.0.113.3 (worker/1.0) and 1 more. Last request just now.", words.Detail);
    }

    private static UseVerdict Verdict(UseLevel level, int? hoursAgo = null, params KeyCaller[] callers) => new()
    {
        Level = level,
        LastUsedAt = hoursAgo is { } hours ? Now.AddHours(-hours) : null,
        CallersInLastHour = callers,
        AfterEnd = null,
    };

    private static KeyCaller Caller(string? address) => new()
    {
        Address = address,
        UserAgent = address is null ? null : "worker/1.0 (of the store)",
        Route = null,
        IsAccepted = true,
        LastCode = VerificationCode.Valid,
        FirstAt = Now,
        LastAt = Now,
        Count = 1,
    };

    private static EndedKeyUse Ended() => new()
    {
        KeyId = "apk_1",
        Title = "Old",
        Redacted = "sk_…",
        Status = ApiKeyStatus.Revoked,
        EndedAt = Now.AddDays(-1),
        IsDeleted = false,
        Since = Now.AddDays(-1),
        LastAt = Now.AddHours(-2),
        Attempts = 3,
        Callers = [Caller("::1")],
    };
}
