using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints;

internal sealed record DeletedAnswer(string Id, [property: Description("`api_key` or `sales-channel`.")] string Object, bool Deleted);
