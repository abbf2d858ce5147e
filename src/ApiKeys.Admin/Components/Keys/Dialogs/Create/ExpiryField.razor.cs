using ApiKeys.Admin.Components.Policies;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>When a key stops working by itself: chosen for a new one, left or changed for one that is there.</summary>
public sealed partial class ExpiryField : ComponentBase
{
    private ExpiryChoice _choice;
    private string? _lastDay;
    private string? _lastDayError;
    private StorePolicies _policies = new();

    /// <summary>The key as it is; <see langword="null"/> for one that is to be made.</summary>
    [Parameter]
    public ApiKeyDetails? Key { get; set; }

    /// <summary>The type of the key, whose policy limits what can be chosen.</summary>
    [Parameter, EditorRequired]
    public ApiKeyType Type { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Inject]
    internal PolicyOperations Policies { get; init; } = null!;

    [Inject]
    internal LocalTimes LocalTimes { get; init; } = null!;

    [Inject]
    internal TimeProvider Time { get; init; } = null!;

    private KeyLifetimePolicy Policy => _policies.LifetimeOf(Type);

    private IReadOnlyList<ChoiceOption<ExpiryChoice>> Choices =>
    [
        .. Key is { } key ? [new ChoiceOption<ExpiryChoice>(ExpiryChoice.Keep, "Leave as it is", KeyMessages.ExpiryText(key, Time.GetUtcNow()))] : ForNew,
        .. DayChoices.Where(choice => choice.Days != PolicyDays && IsWithinLimit(choice.Days))
            .Select(choice => new ChoiceOption<ExpiryChoice>(choice.Choice, $"In {choice.Days} days")),
        new(ExpiryChoice.OnDate, "On a date"),
        .. Policy.MaxDays is null && (Key is { ExpiresAt: not null } || (Key is null && PolicyDays is not null)) ? Never : [],
    ];

    // What a new key has unless something else is chosen.
    private IReadOnlyList<ChoiceOption<ExpiryChoice>> ForNew =>
        PolicyDays is { } days ? [new(ExpiryChoice.ByPolicy, $"In {PolicyMessages.Days(days)}", "As a policy of the store says")] : Never;

    private int? PolicyDays => Key is null ? Policy.DaysUnlessAsked : null;

    private string? Limit => Policy.MaxDays is { } days && _policies.Changes.TryGetValue(StorePolicies.LifetimeKindOf(Type), out var change)
        ? $"At most {PolicyMessages.Days(days)} from {(Key is null ? "now" : "its creation")}, set by an owner on {change.At.UtcDateTime:d MMM yyyy}."
        : null;

    private static (ExpiryChoice Choice, int Days)[] DayChoices { get; } =
        [(ExpiryChoice.In30Days, 30), (ExpiryChoice.In90Days, 90), (ExpiryChoice.In365Days, 365)];

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
            case ExpiryChoice.ByPolicy:
                return (true, ExpiryChange.At(now.AddDays(PolicyDays!.Value)));
            default:
                return (true, ExpiryChange.At(now.AddDays(DayChoices.First(choice => choice.Choice == _choice).Days)));
        }
    }

    /// <summary>Leaves the expiry as it is, whatever was chosen.</summary>
    public void Reset() => (_choice, _lastDay, _lastDayError) = (Key is not null ? ExpiryChoice.Keep : PolicyDays is null ? ExpiryChoice.Never : ExpiryChoice.ByPolicy, null, null);

    protected override async Task OnInitializedAsync()
    {
        Reset();
        try
        {
            _policies = (await Policies.ReadAsync()).Value ?? _policies;
            if (_choice is ExpiryChoice.Never)
            {
                Reset();
            }
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // The field only helps to choose. The policies are held to when the key is saved.
        }
    }

    private bool IsWithinLimit(int days) =>
        Policy.MaxDays is not { } max || Time.GetUtcNow().AddDays(days) <= (Key?.CreatedAt ?? Time.GetUtcNow()).AddDays(max);
}
