using ApiKeys.Admin.Components.Shared;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>What becomes of the old key in a roll.</summary>
internal static class RollWords
{
    public static IReadOnlyList<ChoiceOption<TimeSpan>> Choices { get; } =
    [
        new(TimeSpan.Zero, "At once", "When it may have leaked. What still uses it is refused."),
        .. new[] { TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(24), TimeSpan.FromDays(7) }
            .Select(after => new ChoiceOption<TimeSpan>(after, $"After {Length(after)}")),
    ];

    /// <summary>What a reveal and a later confirmation say.</summary>
    public static string OldKeyAfterConfirming(TimeSpan? endsAfter) => endsAfter is { } after && after > TimeSpan.Zero
        ? $"The old key goes on working until you confirm, and for {Length(after)} after that. Then it is revoked."
        : "The old key goes on working until you confirm. In that moment it is revoked.";

    /// <summary>What happens to the old key, as the last step of a roll.</summary>
    public static string LastStep(TimeSpan endsAfter) => endsAfter > TimeSpan.Zero
        ? $"For {Length(endsAfter)} both keys work; then the old one is revoked, for good."
        : "In that same moment the old key is revoked, for good.";

    private static string Length(TimeSpan length) => length switch
    {
        { TotalHours: 1 } => "1 hour",
        { TotalHours: 24 } => "24 hours",
        { TotalHours: < 1 } => $"{length.TotalMinutes:0} minutes",
        _ => RelativeTimeText.Duration(length),
    };
}
