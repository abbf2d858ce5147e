using System.Text.Json;
using ApiKeys.Admin.Http;
using Microsoft.Net.Http.Headers;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>What a changing call sends: the fields of its body and of its address, its name if it has one, and what it takes for granted.</summary>
/// <typeparam name="T">The record whose members are the fields of the body.</typeparam>
internal sealed class ApiCall<T>
{
    private readonly BodyReader _reader;
    private readonly Dictionary<string, JsonElement> _fields;
    private readonly ApiProblem? _unreadable;
    private readonly ExpectedVersions _expected;
    private bool _takesExpected;

    private ApiCall(HttpRequest request, RequestBody body)
    {
        _unreadable = body.Problem;
        TransactionId = IdempotencyKey.Read(request, Problems);
        _expected = ExpectedVersions.Read(request, Problems);
        Query = new QueryFields(request, Problems);
        _reader = new BodyReader(Problems, body.IsForm);
        _fields = body.Fields.ValueKind == JsonValueKind.Object
            ? body.Fields.EnumerateObject().ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal)
            : [];
        Body = _reader.Read<T>(_fields);
    }

    /// <summary>The body. Ask for the <see cref="Refusal"/> before it is used: a member whose field was refused has its default.</summary>
    public T Body { get; }

    public QueryFields Query { get; }

    public string? TransactionId { get; }

    public FieldProblems Problems { get; } = new();

    /// <summary>What <c>If-Match</c> says. A route that doesn't ask for it before it asks for the <see cref="Refusal"/> refuses the header.</summary>
    public ExpectedVersions Expected
    {
        get
        {
            _takesExpected = true;
            return _expected;
        }
    }

    public static async Task<ApiCall<T>> ReadAsync(HttpContext context) =>
        new(context.Request, await RequestBody.ReadAsync(context.Request, context.RequestAborted));

    /// <summary>Whether the body has the field of a member, if only to say <c>null</c>.</summary>
    public bool Has(string member) => _fields.ContainsKey(ApiJson.Name(member));

    /// <summary>Why the call can't be made as it was sent; asked once every parameter that the route knows was read.</summary>
    public ApiProblem? Refusal()
    {
        _reader.RefuseOthers<T>(_fields.Keys);
        Query.RefuseOthers();
        if (_expected.IsSaid && !_takesExpected)
        {
            Problems.Add($"Header '{HeaderNames.IfMatch}' is for calls that change one key or sales channel; leave it out here");
        }

        return _unreadable ?? Problems.Refusal();
    }
}

/// <summary>A body without fields.</summary>
internal sealed record EmptyBody;
