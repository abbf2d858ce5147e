using System.Globalization;
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
    public T Read<T>(IReadOnlyDictionary<string, JsonElement> fields) => (T)Read(typeof(T), fields, place: "");

    /// <summary>Refuses fields that the record doesn't have.</summary>
    public void RefuseOthers<T>(IEnumerable<string> fields) => problems.AddUnknown([.. fields.Except(MembersOf(typeof(T)).Select(member => member.Name))]);

    private static IList<JsonPropertyInfo> MembersOf(Type type) => ApiJson.Options.GetTypeInfo(type).Properties;

    private object Read(Type type, IReadOnlyDictionary<string, JsonElement> fields, string place)
    {
        var body = Activator.CreateInstance(type)!;
        foreach (var member in MembersOf(type))
        {
            if (!fields.TryGetValue(member.Name, out var value))
            {
                RefuseMissing(member, place);
            }
            else if (!(value.ValueKind == JsonValueKind.Null && member.IsSetNullable) && Read(member, value, place + member.Name) is { } read)
            {
                member.Set!(body, read);
            }
        }

        return body;
    }

    private void RefuseMissing(JsonPropertyInfo member, string place)
    {
        if (member.IsRequired)
        {
            problems.AddMissing(place + member.Name);
        }
    }

    private object? Read(JsonPropertyInfo member, JsonElement value, string name)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        return type == typeof(string) ? Text(member, value, name)
            : type == typeof(IReadOnlyList<string>) ? Texts(value, name)
            : type == typeof(bool) ? Boolean(value, name)
            : type == typeof(long) ? Seconds(value, name)
            : type == typeof(int) ? Whole(value, name)
            : type == typeof(DateTimeOffset) ? Time(value, name)
            : type == typeof(JsonElement) ? Object(value, name)
            : type.IsEnum ? Choice(type, value, name)
            : type.Assembly == typeof(BodyReader).Assembly ? Record(type, value, name)
            : throw new NotSupportedException($"Bodies can't have members of type {type}");
    }

    /// <summary>An object with members of its own. A member of it is named after it: <c>lifetime, max_days</c>.</summary>
    private object? Record(Type type, JsonElement value, string name)
    {
        if (Object(value, name) is not { } inner)
        {
            return null;
        }

        var fields = inner.EnumerateObject().ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
        problems.AddUnknown([.. fields.Keys.Except(MembersOf(type).Select(member => member.Name)).Select(field => $"{name}, {field}")]);
        return Read(type, fields, $"{name}, ");
    }

    private int? Whole(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Number ? value.TryGetInt32(out var number)
            : isForm & int.TryParse(value.TextOrNull(), NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        problems.AddWrongType("whole number", name, value.Shown());
        return null;
    }

    private string? Text(JsonPropertyInfo member, JsonElement value, string name) => member.AttributeProvider!.IsDefined(typeof(TokenAttribute), inherit: false)
        ? RawText(value, name)?.Trim()
        : Text(value, name);

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
