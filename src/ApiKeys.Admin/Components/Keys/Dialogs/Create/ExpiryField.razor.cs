using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Time;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>When a key stops working by itself: chosen for a new one, left or changed for one that is there.</summary>
public sealed partial class ExpiryField : ComponentBase
{
    private ExpiryChoice _choice;
    private string? _lastDay;
    private string? _lastDayError;

    /// <summary>The key as it is; <see langword="null"/> for one that is to be made.</summary>
    [Parameter]
    public ApiKeyDetails? Key { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Inject]
    internal LocalTimes LocalTimes { get; init; } = null!;

    [Inject]
    internal TimeProvider Time { get; init; } = null!;

    private IReadOnlyList<ChoiceOption<ExpiryChoice>> Choices =>
    [
        .. Key is { } key ? [new ChoiceOption<ExpiryChoice>(ExpiryChoice.Keep, "Leave as it is", KeyMessages.ExpiryText(key, Time.GetUtcNow()))] : Never,
        new(ExpiryChoice.In30Days, "In 30 days"),
        new(ExpiryChoice.In90Days, "In 90 days"),
        new(ExpiryChoice.In365Days, "In 365 days"),
        new(ExpiryChoice.OnDate, "On a date"),
        .. Key is { ExpiresAt: not null } ? Never : [],
    ];

    private static IReadOnlyList<ChoiceOption<ExpiryChoice>> Never { get; } = [new(ExpiryChoice.Never, "Never")];

    /// <summary>Reads what is chosen.</summary>
    /// <returns>Whether it can be read, and the change; <see langword="null"/> to leave the expiry as it is.</returns>
    public async Task<(bool IsRead, ExpiryChange? Change)> ReadAsync()
    {
        _lastDayError = null;
        var now = Time.GetUtcNow();
        switch (_choice)
        {
            case ExpiryChoice.Keep:
                return (true, null);
            case ExpiryChoice.Never:
                return (true, ExpiryChange.Never);
            case ExpiryChoice.OnDate:
                var day = await LocalTimes.EndOfDayAsync(_lastDay);
                if (day.Moment is { } end)
                {
                    return (true, ExpiryChange.At(end));
                }

                _lastDayError = day.IsOutOfRange ? LocalTimes.OutOfRange(now) : "Enter a date.";
                StateHasChanged();
                return (false, null);
            default:
                return (true, ExpiryChange.At(now.AddDays(_choice is ExpiryChoice.In30Days ? 30 : _choice is ExpiryChoice.In90Days ? 90 : 365)));
        }
    }

    /// <summary>Leaves the expiry as it is, whatever was chosen.</summary>
    public void Reset() => (_choice, _lastDay, _lastDayError) = (Key is null ? ExpiryChoice.Never : ExpiryChoice.Keep, null, null);

    protected override void OnInitialized() => Reset();
}
