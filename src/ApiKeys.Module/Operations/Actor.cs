using ApiKeys.Workflows;

namespace ApiKeys;

/// <summary>Who acts: an Identity user, a key that called, or the product itself. The prefix of the id tells which.</summary>
public readonly record struct Actor
{
    /// <summary>The longest id that is stored, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Names an actor.</summary>
    /// <param name="id">A user's id (<c>user_…</c>) or the id of the key that called (<c>apk_…</c>).</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> is blank, ends with a blank, is ill-formed, or longer than <see cref="MaxLength"/>.</exception>
    public Actor(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (id.Length > MaxLength)
        {
            throw new ArgumentException($"An actor's id has at most {MaxLength} characters, not {id.Length}.", nameof(id));
        }

        if (!WellFormedText.CanIdentify(id))
        {
            throw new ArgumentException("An actor's id is well-formed text and doesn't end with a blank.", nameof(id));
        }

        Id = id;
    }

    /// <summary>The product itself: scheduled work and compensations.</summary>
    public static Actor System { get; } = new("system");

    /// <summary>The actor's id, as stored in <c>created_by</c> and <c>revoked_by</c>.</summary>
    public string Id { get; }

    /// <summary>Whether the actor is a key that called.</summary>
    public bool IsKey => Id?.StartsWith(Ids.KeyPrefix, StringComparison.Ordinal) == true;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
