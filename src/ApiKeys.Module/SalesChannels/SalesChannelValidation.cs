using ApiKeys.Operations;

namespace ApiKeys.SalesChannels;

/// <summary>Checks requests about sales channels before anything runs.</summary>
internal static class SalesChannelValidation
{
    private static readonly BulkValidation Channels = new(SalesChannelErrors.Noun);

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<CreateSalesChannelRequest> requests) =>
        Channels.CheckEach(requests, (errors, request, at) =>
        {
            errors.CheckName(request.Name, at + "name");
            errors.CheckText("description", request.Description, TextRules.DescriptionMaxLength, at + "description");
            errors.CheckMetadata(request.Metadata, at + "metadata");
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<UpdateSalesChannelRequest> requests) =>
        Channels.CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            if (request.Name is not null)
            {
                errors.CheckName(request.Name, at + "name");
            }

            errors.CheckText("description", request.Description, TextRules.DescriptionMaxLength, at + "description");
            errors.CheckMetadata(request.Metadata, at + "metadata");
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<DeleteSalesChannelRequest> requests) =>
        Channels.CheckIds(requests, request => request.Id);

    private static void CheckName(this List<ApiKeyError> errors, string? name, string field) =>
        errors.CheckTitle("name", "Give the sales channel a name.", name, field);
}
