namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>A key as its holders may expect it to be.</summary>
internal sealed class ModelKey(string id, string? token, string title, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    /// <summary>Null where the answer that held it was lost with its process.</summary>
    public string? Token { get; } = token;

    public string Title { get; set; } = title;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public DateTimeOffset? ActivatedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? ReplacesId { get; init; }

    public TimeSpan Grace { get; init; }

    public bool IsDeleted { get; set; }

    /// <summary>The key that took over last, if the end of this key was scheduled before that.</summary>
    public ModelKey? TookOverScheduled { get; set; }

    public List<ApiKeyAction> Actions { get; } = [ApiKeyAction.Created];

    public ApiKeyStatus StatusAt(DateTimeOffset now) =>
        RevokedAt <= now ? ApiKeyStatus.Revoked
        : ActivatedAt is null ? ApiKeyStatus.Pending
        : RevokedAt is not null ? ApiKeyStatus.Revoking
        : ApiKeyStatus.Active;

    public bool WorksAt(DateTimeOffset now) => !IsDeleted && StatusAt(now) is ApiKeyStatus.Active or ApiKeyStatus.Revoking;

    public bool IsUnconfirmedAt(DateTimeOffset now) => !IsDeleted && StatusAt(now) == ApiKeyStatus.Pending;

    public bool IsTooLateAt(DateTimeOffset now) => CreatedAt + TimeSpan.FromMinutes(15) < now;
}

/// <summary>What the operations promise, on a list in memory: which there are, what is refused, and what each does when nothing goes wrong.</summary>
internal sealed class ModelKeys
{
    private readonly List<ModelKey> _keys = [];
    private int _titles;

    public IReadOnlyList<ModelKey> All => _keys;

    public ModelKey? Pick(int target) => _keys.Count == 0 ? null : _keys[target % _keys.Count];

    public string NextTitle() => $"Title {++_titles}";

    public ModelKey? Find(string? id) => _keys.Find(key => key.Id == id);

    public IReadOnlyList<ModelKey> ToDiscardAt(DateTimeOffset now) => _keys.FindAll(key => key.IsUnconfirmedAt(now) && key.IsTooLateAt(now));

    public ApiKeyErrorCode? Refusal(ModelAct act, ModelKey? key, DateTimeOffset now)
    {
        if (act.Kind is ModelKind.Create or ModelKind.CreatePending or ModelKind.Discard)
        {
            return null;
        }

        if (key is null or { IsDeleted: true })
        {
            return ApiKeyErrorCode.NotFound;
        }

        var status = key.StatusAt(now);
        var works = key.WorksAt(now);
        return act.Kind switch
        {
            ModelKind.Activate when status != ApiKeyStatus.Pending => ApiKeyErrorCode.NotAllowed,
            ModelKind.Activate when key.IsTooLateAt(now) => ApiKeyErrorCode.ConfirmationTooLate,
            ModelKind.Revoke or ModelKind.RevokeLater or ModelKind.CancelRevocation when status == ApiKeyStatus.Revoked => ApiKeyErrorCode.AlreadyRevoked,
            ModelKind.CancelRevocation when key.RevokedAt is null => ApiKeyErrorCode.NotAllowed,
            ModelKind.AbortRoll when status == ApiKeyStatus.Revoked => ApiKeyErrorCode.AlreadyRevoked,
            ModelKind.AbortRoll when !CanAbort(key, now) => ApiKeyErrorCode.NotAllowed,
            ModelKind.Delete when works => ApiKeyErrorCode.NotAllowed,
            _ when act.IsRoll && (!works || ReplacementWaits(key, now)) => ApiKeyErrorCode.NotAllowed,
            _ => null,
        };
    }

    /// <summary>Does it.</summary>
    /// <param name="act">What.</param>
    /// <param name="key">To which.</param>
    /// <param name="now">When.</param>
    /// <param name="title">The title that the operation gives.</param>
    /// <param name="made">The id and token of a key that it made.</param>
    public void Apply(ModelAct act, ModelKey? key, DateTimeOffset now, string title, (string Id, string? Token) made)
    {
        switch (act.Kind)
        {
            case ModelKind.Create:
            case ModelKind.CreatePending:
                _keys.Add(new ModelKey(made.Id, made.Token, title, now) { ActivatedAt = act.Kind == ModelKind.Create ? now : null });
                break;
            case ModelKind.Activate:
                TakeOver(key!, now);
                break;
            case ModelKind.Update:
                key!.Title = title;
                key.Actions.Add(ApiKeyAction.Updated);
                break;
            case ModelKind.Revoke:
            case ModelKind.RevokeLater:
                key!.RevokedAt = now + act.Delay;
                key.Actions.Add(act.Kind == ModelKind.Revoke ? ApiKeyAction.Revoked : ApiKeyAction.RevocationScheduled);
                break;
            case ModelKind.CancelRevocation:
                key!.RevokedAt = null;
                key.Actions.Add(ApiKeyAction.RevocationCancelled);
                break;
            case ModelKind.AbortRoll:
                var old = Find(key!.ReplacesId)!;
                (old.RevokedAt, key.RevokedAt) = (null, now);
                old.Actions.Add(ApiKeyAction.RevocationCancelled);
                key.Actions.Add(ApiKeyAction.Revoked);
                break;
            case ModelKind.Delete:
                key!.IsDeleted = true;
                key.Actions.Add(ApiKeyAction.Deleted);
                break;
            case ModelKind.Discard:
                foreach (var late in ToDiscardAt(now))
                {
                    late.IsDeleted = true;
                    late.Actions.Add(ApiKeyAction.Discarded);
                }

                break;
            default:
                Roll(act, key!, now, made);
                break;
        }
    }

    private bool ReplacementWaits(ModelKey old, DateTimeOffset now) =>
        _keys.Exists(key => key.ReplacesId == old.Id && key.IsUnconfirmedAt(now) && !key.IsTooLateAt(now));

    private bool CanAbort(ModelKey key, DateTimeOffset now) =>
        key.WorksAt(now)
        && Find(key.ReplacesId) is { IsDeleted: false } old && old.StatusAt(now) == ApiKeyStatus.Revoking && old.TookOverScheduled != key
        && !_keys.Exists(other => other != key && (other.ReplacesId == key.Id || other.ReplacesId == old.Id)
            && (other.WorksAt(now) || (other.IsUnconfirmedAt(now) && !other.IsTooLateAt(now))));

    private void Roll(ModelAct act, ModelKey old, DateTimeOffset now, (string Id, string? Token) made)
    {
        var replacement = new ModelKey(made.Id, made.Token, old.Title, now) { ReplacesId = old.Id, Grace = act.Delay };
        _keys.Add(replacement);
        if (act.Kind != ModelKind.RollPending)
        {
            TakeOver(replacement, now);
        }
    }

    private void TakeOver(ModelKey key, DateTimeOffset now)
    {
        key.ActivatedAt = now;
        key.Actions.Add(ApiKeyAction.Activated);
        if (Find(key.ReplacesId) is { IsDeleted: false } old)
        {
            old.TookOverScheduled = old.RevokedAt is null ? null : key;
            old.RevokedAt = old.RevokedAt is null || old.RevokedAt > now + key.Grace ? now + key.Grace : old.RevokedAt;
            old.Actions.Add(ApiKeyAction.Rolled);
        }
    }
}
