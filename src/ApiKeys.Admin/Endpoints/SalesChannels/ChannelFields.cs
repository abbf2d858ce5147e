using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

/// <summary>Which members of a channel the caller wants; the keys that are linked to it are told of where they are asked for.</summary>
internal static class ChannelFields
{
    private static readonly string[] Known = [.. ChannelMembers.All.Names, .. KeyMembers.All.Under(ChannelMembers.Keys)];

    /// <summary>What an answer shows unless it is asked otherwise.</summary>
    public static FieldSelection Default { get; } = FieldSelection.Of(null, ChannelMembers.All.Names, Known);

    public static FieldSelection Select(QueryFields query) => FieldSelection.Of(query.Text("fields"), ChannelMembers.All.Names, Known);
}
