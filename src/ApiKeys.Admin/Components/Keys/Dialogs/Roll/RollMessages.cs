using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Time;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Roll;

/// <summary>What becomes of the old key in a roll.</summary>
internal static class RollMessages
{
    /// <summary>How long the old key keeps working unless something else is chosen.</summary>
    public static readonly TimeSpan DefaultEndsAfter = TimeSpan.FromHours(24);

    public static IReadOnlyList<ChoiceOption<TimeSpan>> Choices { get; } =
    [
        new(TimeSpan.Zero, "At once", "When it may have leaked. Requests that still use it are refused."),
        .. new[] { TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(24), TimeSpan.FromDays(7) }
            .Select(after => new ChoiceOption<TimeSpan>(after, $"After {Length(after)}")),
    ];

    /// <summary>When a key ends whatever comes of the roll: its scheduled revocation or its expiry, whichever is first.</summary>
    public static DateTimeOffset? OwnEnd(ApiKeyDetails key) => key.ExpiresAt is null || key.RevokedAt < key.ExpiresAt ? key.RevokedAt : key.ExpiresAt;

    /// <summary>What a reveal and a later confirmation say.</summary>
    /// <param name="endsAfter">How long after the confirmation the old key is to end.</param>
    /// <param name="endsBefore">Whether it has an end of its own that may come before.</param>
    public static string OldKeyAfterConfirming(TimeSpan? endsAfter, bool endsBefore) => (endsAfter > TimeSpan.Zero, endsBefore) switch
    {
        (true, false) => $"The old key keeps working until you confirm, and for {Length(endsAfter!.Value)} after that. Then it is revoked.",
        (true, true) => $"The old key keeps working until its own end, and at most for {Length(endsAfter!.Value)} after you confirm.",
        (false, false) => "The old key keeps working until you confirm. Then it is revoked.",
        (false, true) => "The old key keeps working until its own end, and at most until you confirm. Then it is revoked.",
    };

    /// <summary>What happens in a roll, from the press on.</summary>
    /// <param name="isSecret">Whether the keys are secret ones.</param>
    /// <param name="isMany">Whether several keys are rolled.</param>
    /// <param name="endsAfter">How long after the confirmation the old key is to end.</param>
    /// <param name="endsBefore">Whether it has an end of its own that may come before.</param>
    public static IReadOnlyList<string> Steps(bool isSecret, bool isMany, TimeSpan endsAfter, bool endsBefore) =>
        [.. FirstSteps(isSecret, isMany), isMany ? LastStepOfEach(endsAfter, endsBefore) : LastStep(endsAfter, endsBefore)];

    private static string[] FirstSteps(bool isSecret, bool isMany) => (isSecret, isMany) switch
    {
        (true, false) =>
        [
            "The new token is shown, once. The old key keeps working meanwhile.",
            "You save the token and confirm it: from then on the new key works.",
        ],
        (true, true) =>
        [
            "The new tokens are shown one after the other, each once. The old keys keep working meanwhile.",
            "You save each token and confirm it: from then on its key works.",
        ],
        (false, false) => ["The new key works at once; its token can be copied at any time."],
        (false, true) => ["The new keys work at once; their tokens can be copied at any time."],
    };

    private static string LastStep(TimeSpan endsAfter, bool endsBefore) => (endsAfter > TimeSpan.Zero, endsBefore) switch
    {
        (true, false) => $"For {Length(endsAfter)} both keys work; then the old one is revoked, for good.",
        (true, true) => $"Both keys work until the old one's own end, and at most for {Length(endsAfter)}.",
        (false, _) => "At the same time the old key is revoked, for good.",
    };

    private static string LastStepOfEach(TimeSpan endsAfter, bool endsBefore) => (endsAfter > TimeSpan.Zero, endsBefore) switch
    {
        (true, false) => $"For {Length(endsAfter)} each old key works beside its new one; then it is revoked, for good.",
        (true, true) => $"Each old key works until its own end, and at most for {Length(endsAfter)}.",
        (false, _) => "Each old key is revoked, for good, when its new key works.",
    };

    private static string Length(TimeSpan length) => length switch
    {
        { TotalHours: 1 } => "1 hour",
        { TotalHours: 24 } => "24 hours",
        { TotalHours: < 1 } => $"{length.TotalMinutes:0} minutes",
        _ => RelativeTimeText.Duration(length),
    };
}
