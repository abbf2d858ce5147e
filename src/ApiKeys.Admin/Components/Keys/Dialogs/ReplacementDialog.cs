using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>A dialog about one key, which may be the Pending replacement of another: then it says what becomes of that one.</summary>
public abstract partial class ReplacementDialog : KeyDialog
{
    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    /// <summary>The key to be replaced, once it is read; <see langword="null"/> when there is none any more.</summary>
    protected ApiKeyDetails? Old { get; private set; }

    protected override IReadOnlyList<ApiKeyDetails> Watched => [Key];

    protected override async Task OnInitializedAsync()
    {
        if (Key is not { Status: ApiKeyStatus.Pending, ReplacesId: { } old })
        {
            return;
        }

        try
        {
            Old = (await Operations.RetrieveAsync(old)).Value;
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // The dialog can do its work without; how that goes it says itself.
            LogFailed(Loggers.CreateLogger(GetType()), old, LoggedFailure.Of(exception));
        }
    }

    [LoggerMessage(4010, LogLevel.Warning, "The key to be replaced, {KeyId}, couldn't be read")]
    private static partial void LogFailed(ILogger logger, string keyId, Exception exception);
}
