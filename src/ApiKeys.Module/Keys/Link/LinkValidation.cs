using ApiKeys.Operations;
using ApiKeys.SalesChannels;

namespace ApiKeys.Keys.Link;

/// <summary>Checks lists of sales channels to link. The second channel to add is named <c>add[1]</c>.</summary>
internal static class LinkValidation
{
    public static IReadOnlyList<ApiKeyError> Check(LinkSalesChannelsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<ApiKeyError> errors = [];
        errors.CheckId("key", request.Id, "id");
        errors.CheckChannels(request.Add, "add");
        errors.CheckChannels(request.Remove, "remove");
        return errors;
    }

    public static void CheckChannels(this List<ApiKeyError> errors, IReadOnlyList<string>? ids, string field)
    {
        if (ids is null)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, "Give the sales channels as a list; an empty one for none.", field));
        }
        else if (ids.Count > TextRules.MaxBulk)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"Give at most {TextRules.MaxBulk} sales channels at once, not {ids.Count}.", field));
        }
        else
        {
            for (var i = 0; i < ids.Count; i++)
            {
                errors.CheckId(SalesChannelErrors.Noun, ids[i], $"{field}[{i}]");
            }
        }
    }

    /// <summary>Names each channel that is not there, once.</summary>
    public static IEnumerable<ApiKeyError> Unknown(IReadOnlyList<string> ids, Dictionary<string, SalesChannel> found, string field) =>
        ids.Index().DistinctBy(channel => channel.Item).Where(channel => !found.ContainsKey(channel.Item))
            .Select(channel => SalesChannelErrors.NothingToLink(channel.Item, $"{field}[{channel.Index}]"));
}
