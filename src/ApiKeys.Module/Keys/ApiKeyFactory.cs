using ApiKeys.Operations;
using ApiKeys.Queries;
using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Options;

namespace ApiKeys.Keys;

/// <summary>Makes a key's row and its token, and reads rows.</summary>
internal sealed class ApiKeyFactory(IOptions<ApiKeysOptions> options)
{
    public (ApiKey Key, ApiKeyToken Token) Make(StepContext step, ApiKeyType type, string title)
    {
        var token = TokenGenerator.Generate(type, options.Value.Tokens.Brand);
        var redacted = token.ToString();
        var tidyTitle = TextRules.Normalize(title);
        var key = new ApiKey
        {
            Id = Ids.New(Ids.KeyPrefix, step.Now),
            Type = type,
            Title = tidyTitle,
            Digest = TokenHasher.Digest(token),
            DigestVersion = TokenHasher.CurrentVersion,
            Redacted = redacted,
            PublicToken = type == ApiKeyType.Publishable ? token.Reveal() : null,
            SearchText = SearchText.Of(tidyTitle, redacted),
            CreatedBy = step.StartedBy,
            CreatedAt = step.Now,
        };
        key.Touch(step.Now);
        return (key, token);
    }

    public DateTimeOffset ConfirmBefore(ApiKey key) => key.CreatedAt + options.Value.Confirmation.ConfirmWithin;

    public ApiKeyDetails Read(ApiKey key, DateTimeOffset now)
    {
        var status = key.StatusAt(now);
        return new ApiKeyDetails
        {
            Id = key.Id,
            Type = key.Type,
            Title = key.Title,
            Description = key.Description,
            Redacted = key.Redacted,
            PublicToken = key.PublicToken,
            Scopes = key.Scopes,
            Status = status,
            ActivatedAt = key.ActivatedAt,
            ExpiresAt = key.ExpiresAt,
            RevokedAt = key.RevokedAt,
            RevokedBy = key.RevokedBy,
            RevokeReason = key.RevokeReason,
            ReplacesId = key.ReplacesId,
            ReplacedEndsAfter = key.ReplacedEndsAfter,
            LastUsedAt = key.LastUsedAt,
            OwnedBy = key.OwnedBy,
            CreatedBy = key.CreatedBy,
            CreatedAt = key.CreatedAt,
            UpdatedAt = key.UpdatedAt,
            DeletedAt = key.DeletedAt,
            SalesChannels = ReadChannels(key),
            ConfirmBefore = status == ApiKeyStatus.Pending ? ConfirmBefore(key) : null,
            Version = key.Version,
        };
    }

    private static IReadOnlyList<LinkedSalesChannel> ReadChannels(ApiKey key) =>
    [
        .. key.Links.Where(link => link.UnlinkedAt is null && link.Channel.DeletedAt is null).Select(link => link.Channel)
            .OrderBy(channel => channel.SearchText, StringComparer.Ordinal).ThenBy(channel => channel.Id, StringComparer.Ordinal)
            .Select(channel => new LinkedSalesChannel(channel.Id, channel.Name, channel.IsDisabled)),
    ];
}
