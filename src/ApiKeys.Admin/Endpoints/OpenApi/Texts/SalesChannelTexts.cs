using ApiKeys.Admin.Endpoints.OpenApi.Examples;
using ApiKeys.Admin.Endpoints.OpenApi.Schemas;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi.Texts;

internal static class SalesChannelTexts
{
    public static Dictionary<string, OperationText> All { get; } = new(StringComparer.Ordinal)
    {
        ["GET /admin/sales-channels"] = new("listSalesChannels", Tags.SalesChannels, "List sales channels", typeof(SalesChannelListAnswer), ChannelExamples.Many)
        {
            Query =
            [
                new("q", "Words; each has to be in the name or the description.", typeof(string)),
                new("id", "One or several.", typeof(string)),
                new("name", "One or several.", typeof(string)),
                new("description", "One or several.", typeof(string)),
                new("is_disabled", "Only disabled ones, or none of them.", typeof(bool)),
                new("publishable_key_id", "Those linked to a key; one or several.", typeof(string)),
                .. KeyTexts.Paging,
                KeyTexts.Fields,
            ],
            Errors = [Status400BadRequest],
        },
        ["POST /admin/sales-channels"] = new("createSalesChannel", Tags.SalesChannels, "Create a sales channel", typeof(SalesChannelAnswer), ChannelExamples.One)
        {
            Body = typeof(CreateSalesChannelBody),
            BodyExample = """{ "name": "Web shop" }""",
            Query = [KeyTexts.Fields],
            IsIdempotent = true,
            Errors = [Status400BadRequest, Status409Conflict, Status413PayloadTooLarge],
        },
        ["GET /admin/sales-channels/{id}"] = new("retrieveSalesChannel", Tags.SalesChannels, "Read a sales channel", typeof(SalesChannelAnswer), ChannelExamples.One)
        {
            Query = [KeyTexts.Fields],
            IsTagged = true,
            Errors = [Status400BadRequest, Status404NotFound],
        },
        ["POST /admin/sales-channels/{id}"] = new("updateSalesChannel", Tags.SalesChannels, "Change a sales channel", typeof(SalesChannelAnswer), ChannelExamples.One)
        {
            Body = typeof(UpdateSalesChannelBody),
            BodyExample = """{ "is_disabled": true }""",
            Query = [KeyTexts.Fields],
            IsIdempotent = true,
            TakesIfMatch = true,
            Errors = [Status400BadRequest, Status404NotFound, Status409Conflict, Status413PayloadTooLarge],
        },
        ["DELETE /admin/sales-channels/{id}"] = new("deleteSalesChannel", Tags.SalesChannels, "Delete a sales channel", typeof(DeletedAnswer), ChannelExamples.Deleted)
        {
            Description = "Its links to keys go with it.",
            TakesIfMatch = true,
            Errors = [Status400BadRequest, Status409Conflict],
        },
    };
}
