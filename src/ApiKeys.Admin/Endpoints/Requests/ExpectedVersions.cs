using Microsoft.Net.Http.Headers;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>What the caller takes for granted (<c>If-Match</c>): that what it changes is still what it read.</summary>
internal sealed class ExpectedVersions
{
    private readonly IReadOnlyList<Guid>? _versions;

    private ExpectedVersions(IReadOnlyList<Guid>? versions, bool isSaid = true) => (_versions, IsSaid) = (versions, isSaid);

    /// <summary>Whether the request has the header.</summary>
    public bool IsSaid { get; }

    public static ExpectedVersions Read(HttpRequest request, FieldProblems problems)
    {
        if (request.Headers.IfMatch is not { Count: > 0 } header)
        {
            return new ExpectedVersions(null, isSaid: false);
        }

        if (!EntityTagHeaderValue.TryParseList(header, out var tags) || tags.Count == 0)
        {
            problems.Add($"Header '{HeaderNames.IfMatch}' is * or a list of entity tags, each in quotes");
            return new ExpectedVersions(null);
        }

        return new ExpectedVersions(tags.Contains(EntityTagHeaderValue.Any) ? null : [.. tags.Select(EntityTags.VersionOf).OfType<Guid>()]);
    }

    /// <summary>The version to go on with. Of several the one that holds now; where none does, one that nothing ever has.</summary>
    public async Task<Guid?> ChooseAsync(Func<Task<Guid?>> readAsync) => _versions switch
    {
        null => null,
        [var only] => only,
        [] => Guid.Empty,
        _ => await readAsync() is { } now && _versions.Contains(now) ? now : Guid.Empty,
    };
}
