using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components.Routing;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Reveal;

/// <summary>
/// A dialog that makes a key and shows its token next. From the confirm press until the token is confirmed or discarded neither Back nor a link leaves
/// the page: the token exists nowhere else.
/// </summary>
public abstract class RevealingDialog : KeyDialog
{
    private readonly Queue<CreatedApiKey> _next = new();
    private readonly List<ApiKeyDetails> _confirmed = [];
    private bool _isMaking;
    private bool _triedToLeave;

    /// <summary>What was made, while its token is shown.</summary>
    protected CreatedApiKey? Created { get; private set; }

    /// <summary>How many tokens are shown after this one.</summary>
    protected int Left => _next.Count;

    protected TokenReveal? Reveal { get; set; }

    /// <summary>The keys whose tokens were confirmed.</summary>
    protected IReadOnlyList<ApiKeyDetails> Confirmed => _confirmed;

    /// <summary>What the dialog answers with after the last token.</summary>
    protected virtual object? Answer => _confirmed.LastOrDefault();

    /// <summary>Whether the key is a secret one, whose token is shown.</summary>
    protected abstract bool IsSecret { get; }

    protected Problem? ShownProblem => _triedToLeave && _isMaking
        ? new Problem("The key is being created", "Its token is shown next, only once. Leave after you have saved it.")
        : Problem;

    /// <summary>Makes the key and shows its token.</summary>
    /// <param name="make">Makes the key; answers with <see langword="null"/> when no token is to be shown.</param>
    protected async Task MakeAsync(Func<Task<CreatedApiKey?>> make)
    {
        (_isMaking, _triedToLeave) = (IsSecret, false);
        try
        {
            Created = await make();
        }
        finally
        {
            _isMaking = false;
        }
    }

    protected void Stay(LocationChangingContext context)
    {
        if (!_isMaking && (Created is null || Reveal?.MayLeave is true))
        {
            return;
        }

        context.PreventNavigation();
        _triedToLeave = true;
        Reveal?.ExplainStay();
    }

    /// <summary>Shows the tokens of several keys, one after the other.</summary>
    /// <param name="make">Makes the keys; answers with <see langword="null"/> when the dialog stays.</param>
    protected Task MakeManyAsync(Func<Task<IReadOnlyList<CreatedApiKey>?>> make) => MakeAsync(async () =>
    {
        foreach (var created in await make() ?? [])
        {
            _next.Enqueue(created);
        }

        return _next.TryDequeue(out var first) ? first : null;
    });

    protected void Finish(ApiKeyDetails? key)
    {
        if (key is not null)
        {
            _confirmed.Add(key);
        }

        Created = _next.TryDequeue(out var next) ? next : null;
        if (Created is null)
        {
            Dialog.Close(Answer);
        }
    }
}
