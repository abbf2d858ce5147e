using ApiKeys.Keys;

namespace ApiKeys.SalesChannels;

/// <summary>The words of each refusal about a sales channel, in one place.</summary>
internal static class SalesChannelErrors
{
    public const string Noun = "sales channel";

    public static ApiKeyError NotFound(string id) => ApiKeyErrors.NotFound(Noun, id);

    /// <summary>A key can't be linked to what is not there. The key is the call's object, so this is bad input and not a missing object.</summary>
    public static ApiKeyError NothingToLink(string id, string field) =>
        ApiKeyErrors.NotFound(Noun, id, ApiKeyErrorCode.Invalid, field);

    public static ApiKeyError Changed(string id) => ApiKeyErrors.Changed(id, Noun);
}
