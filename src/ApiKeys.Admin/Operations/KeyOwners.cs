using System.Security.Claims;
using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Operations;

/// <summary>Who answers for keys: a person who can sign in, or the store itself.</summary>
internal sealed class KeyOwners(IPeople people, IApiKeyModuleService keys, OperatorGate gate, ApiCaller caller)
{
    // So many ids fit into one filter with room for others.
    private const int MostGone = 500;

    /// <summary>Who owns a key that is made over HTTP unless the request says otherwise: the user who calls, and the store where a key calls.</summary>
    public string? Default => caller.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>Owners of working keys who can't sign in any more, with the number of those keys. The ones with the most come first.</summary>
    public Task<ApiKeyResult<IReadOnlyList<KeyValuePair<string, int>>>> GoneAsync(CancellationToken cancellationToken = default) => gate.ReadAsync(
        async () =>
        {
            var active = await people.ActiveAsync(cancellationToken);
            var counts = await keys.CountByOwnerAsync(cancellationToken);
            return ApiKeyResult.Ok<IReadOnlyList<KeyValuePair<string, int>>>(
                [.. counts.Where(owner => !active.ContainsKey(owner.Key)).OrderByDescending(owner => owner.Value).Take(MostGone)]);
        },
        cancellationToken);

    /// <summary>How many working keys each person answers for.</summary>
    public Task<ApiKeyResult<IReadOnlyDictionary<string, int>>> CountsAsync(CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await keys.CountByOwnerAsync(cancellationToken)), cancellationToken);

    /// <returns>Null for a person who can sign in, and for the store.</returns>
    public async Task<ApiKeyError?> CheckAsync(string? ownedBy, CancellationToken cancellationToken) =>
        ownedBy is null || (await people.ActiveAsync(cancellationToken)).ContainsKey(ownedBy)
            ? null
            : new(ApiKeyErrorCode.Invalid, "An owner is a person who can sign in, given by the ID. Name one, or leave the key to the store.", "ownedBy");
}
