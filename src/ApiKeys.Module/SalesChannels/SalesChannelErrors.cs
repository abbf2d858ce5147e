using ApiKeys.Operations;

namespace ApiKeys.SalesChannels;

/// <summary>The messages of refusals about sales channels, in one place.</summary>
internal static class SalesChannelErrors
{
    public const string Noun = "sales channel";

    public static ApiKeyError NotFound(string id) => OperationErrors.NotFound(Noun, id);

    /// <summary>A key can't be linked to what is not there. The key is the call's object, so this is bad input and not a missing object.</summary>
    public static ApiKeyError NothingToLink(string id, string field) =>
        OperationErrors.NotFound(Noun, id, ApiKeyErrorCode.Invalid, field);

    public static ApiKeyError Changed(string id) => OperationErrors.Changed(id, Noun);
}
