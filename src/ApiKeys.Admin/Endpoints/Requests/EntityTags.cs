using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>
/// Entity tags: the version of the row, for <c>If-Match</c>, and a digest of the answer. What an answer shows depends on the fields that were asked for, and
/// a key's last use changes without a new version: by the version alone a strong tag would call two texts the same.
/// </summary>
internal static class EntityTags
{
    private const int VersionLength = 32;

    /// <summary>Answers with a tag, or that nothing has changed since the caller asked last.</summary>
    public static IResult Answer<T>(HttpContext context, Guid version, T answer)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options);
        var tag = $"\"{version:N}{Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 8))}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return IsKnown(context.Request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(text, "application/json; charset=utf-8");
    }

    /// <summary>The version in a tag of ours; null in any other, and in a weak one, which promises too little to change anything by.</summary>
    public static Guid? VersionOf(EntityTagHeaderValue tag) =>
        !tag.IsWeak && tag.Tag.Length > VersionLength && Guid.TryParseExact(tag.Tag.Substring(1, VersionLength), "N", out var version) ? version : null;

    private static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));
}
