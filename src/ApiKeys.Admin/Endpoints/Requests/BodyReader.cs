using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>
/// Reads the fields of a body into a record, whose members say what they are called and what they hold. The serializer would stop at the first field that is
/// wrong and not name it in the contract's words.
/// </summary>
internal sealed class BodyReader(FieldProblems problems, bool isForm)
{
    /// <summary>Reads all fields. A member keeps its default where its field is missing or refused.</summary>
    /// <param name="fields">The fields by name.</param>
    /// <typeparam name="T">A record. A member that can't be null refuses <c>null</c>.</typeparam>
    public T Read<T>(IReadOnlyDictionary<string, JsonElement> fields)
    {
        var body = Activator.CreateInstance<T>()!;
        foreach (var member in MembersOf<T>())
        {
            if (!fields.TryGetValue(member.Name, out var value))
            {
                RefuseMissing(member);
            }
            else if (!(value.ValueKind == JsonValueKind.Null && member.IsSetNullable) && Read(member, value) is { } read)
            {
                member.Set!(body, read);
            }
        }

        return body;
    }

    /// <summary>Refuses fields that the record doesn't have.</summary>
    public void RefuseOthers<T>(IEnumerable<string> fields) => problems.AddUnknown([.. fields.Except(MembersOf<T>().Select(member => member.Name))]);

    private static IList<JsonPropertyInfo> MembersOf<T>() => ApiJson.Options.GetTypeInfo(typeof(T)).Properties;

    private void RefuseMissing(JsonPropertyInfo member)
    {
        if (member.IsRequired)
        {
            problems.AddMissing(member.Name);
        }
    }

    private object? Read(JsonPropertyInfo member, JsonElement value)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        return type == typeof(string) ? Text(member, value)
            : type == typeof(IReadOnlyList<string>) ? Texts(value, member.Name)
            : type == typeof(bool) ? Boolean(value, member.Name)
            : type == typeof(long) ? Seconds(value, member.Name)
            : type == typeof(DateTimeOffset) ? Time(value, member.Name)
            : type == typeof(JsonElement) ? Object(value, member.Name)
            : type.IsEnum ? Choice(type, value, member.Name)
            : throw new NotSupportedException($"Bodies can't have members of type {type}");
    }

    private string? Text(JsonPropertyInfo member, JsonElement value) => member.AttributeProvider!.IsDefined(typeof(TokenAttribute), inherit: false)
        ? RawText(value, member.Name)?.Trim()
        : Text(value, member.Name);

    private string? Text(JsonElement value, string name) =>
        RawText(value, name) is { } text && !problems.RefuseIllFormed(text, name) ? text : null;

    private string? RawText(JsonElement value, string name)
    {
        var text = value.TextOrNull();
        if (text is null)
        {
            problems.AddWrongType("string", name, value.Shown());
        }

        return text;
    }

    private List<string>? Texts(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select((item, index) => Text(item, $"{name}, {index}")).OfType<string>()];
        }

        problems.AddWrongType("array", name, value.Shown());
        return null;
    }

    private bool? Boolean(JsonElement value, string name)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.ValueKind == JsonValueKind.True;
        }

        if (isForm && value.TextOrNull() is "true" or "false")
        {
            return value.TextOrNull() == "true";
        }

        problems.AddWrongType("boolean", name, value.Shown());
        return null;
    }

    // Whole seconds count; zero or below is now.
    private long? Seconds(JsonElement value, string name)
    {
        var spelling = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : isForm ? value.TextOrNull() : null;
        if (!RequestValues.TryNumber(spelling ?? "", out var seconds))
        {
            problems.AddWrongType("number", name, value.Shown());
            return null;
        }

        if (seconds > RevokeApiKeyRequest.MaxDelay.TotalSeconds)
        {
            problems.Add($"Field '{name}' is at most {RevokeApiKeyRequest.MaxDelay.TotalSeconds:0} seconds");
            return null;
        }

        return seconds > 0 ? (long)seconds : 0;
    }

    // It needs its offset: a time of nowhere is a guess. The plus of an offset that no one escaped arrives in a form as a space.
    private DateTimeOffset? Time(JsonElement value, string name)
    {
        if (value.TextOrNull() is { } text && RequestValues.TryTime(isForm ? text.Replace(' ', '+') : text, out var time, out var hasOffset) && hasOffset)
        {
            return time;
        }

        problems.AddWrongType("ISO 8601 time with offset", name, value.Shown());
        return null;
    }

    private JsonElement? Object(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return value;
        }

        problems.AddWrongType("object", name, value.Shown());
        return null;
    }

    private object? Choice(Type type, JsonElement value, string name)
    {
        var choices = EnumNames.Of(type);
        if (value.TextOrNull() is { } text && choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        problems.AddNoneOf(choices.Keys, name, value.Shown());
        return null;
    }
}

/// <summary>Marks a token in a body. It is read without the white space that comes along when one is copied. It is looked up and never kept, so it may hold anything.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenAttribute : Attribute;
