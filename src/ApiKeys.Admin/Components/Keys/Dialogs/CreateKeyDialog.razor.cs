using ApiKeys.Admin.Components.Shared;
using ApiKeys.Keys;
using ApiKeys.Keys.Create;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>Makes a key; for a secret key the dialog goes on to the reveal.</summary>
public sealed partial class CreateKeyDialog : KeyDialog
{
    private static readonly IReadOnlyList<ChoiceOption<ExpiryChoice>> Choices =
    [
        new(ExpiryChoice.Never, "Never"),
        new(ExpiryChoice.In30Days, "In 30 days"),
        new(ExpiryChoice.In90Days, "In 90 days"),
        new(ExpiryChoice.In365Days, "In 365 days"),
        new(ExpiryChoice.OnDate, "On a date"),
    ];

    private string? _title;
    private string? _description;
    private ExpiryChoice _expires;
    private string? _lastDay;
    private string? _lastDayError;
    private CreatedApiKey? _created;

    [Parameter, EditorRequired]
    public ApiKeyType Type { get; set; }

    [Inject]
    internal LocalTimes LocalTimes { get; init; } = null!;

    protected override string What => "create the key";

    protected override string[] Fields => ["title", "description", "expiresAt"];

    private bool IsSecret => Type == ApiKeyType.Secret;

    private async Task CreateAsync()
    {
        _lastDayError = null;
        var end = _expires is ExpiryChoice.OnDate ? await LocalTimes.EndOfDayAsync(_lastDay) : null;
        if (_expires is ExpiryChoice.OnDate && end is null)
        {
            _lastDayError = "Enter a date.";
            return;
        }

        var request = new CreateApiKeyRequest
        {
            Type = Type,
            Title = _title ?? "",
            Description = _description,
            ExpiresAt = end ?? (Now + Length(_expires)),
            AwaitConfirmation = IsSecret,
        };
        if (await Act.RunAsync(What, transactionId => Operations.CreateAsync(request, transactionId)) is not { } created)
        {
            return;
        }

        if (IsSecret)
        {
            _created = created;
            return;
        }

        Feedback.Done("Created", created.Key.Title);
        Dialog.Close(created.Key);
    }

    private void Finish(ApiKeyDetails? key)
    {
        _created = null;
        Dialog.Close(key);
    }

    private static TimeSpan? Length(ExpiryChoice choice) => choice switch
    {
        ExpiryChoice.In30Days => TimeSpan.FromDays(30),
        ExpiryChoice.In90Days => TimeSpan.FromDays(90),
        ExpiryChoice.In365Days => TimeSpan.FromDays(365),
        _ => null,
    };
}
