using System.Text.Json;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>The fields of a body. Each that is asked for is one the route knows; what is left over at the end is refused.</summary>
internal sealed class JsonFields
{
    private readonly FieldProblems _problems;
    private readonly bool _isForm;
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public JsonFields(JsonElement body, FieldProblems problems, bool isForm = false)
    {
        _problems = problems;
        _isForm = isForm;
        if (body.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in body.EnumerateObject())
        {
            _fields[property.Name] = property.Value;
        }
    }

    public bool Has(string name) => _fields.ContainsKey(name);

    public string RequiredText(string name)
    {
        if (Find(name) is not { } value)
        {
            _problems.AddMissing(name);
            return "";
        }

        return Text(value, name) ?? "";
    }

    /// <summary>A text that may be left out or null.</summary>
    public string? Text(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? Text(value, name) : null;

    public IReadOnlyList<string> RequiredTexts(string name)
    {
        if (Find(name) is not { } value)
        {
            _problems.AddMissing(name);
            return [];
        }

        return Texts(name, value) ?? [];
    }

    /// <summary>Texts that may be left out or null.</summary>
    public IReadOnlyList<string>? Texts(string name) => Find(name) is { ValueKind: not JsonValueKind.Null } value ? Texts(name, value) : null;

    public T RequiredChoice<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Find(name) is not { } value)
        {
            _problems.AddMissing(name);
            return default;
        }

        if (value.TextOrNull() is { } text && choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        _problems.AddNoneOf(choices.Keys, name, value.TextOrNull() ?? value.Shown());
        return default;
    }

    /// <summary>Yes or no; null when left out.</summary>
    public bool? Boolean(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.ValueKind == JsonValueKind.True;
        }

        if (_isForm && value.TextOrNull() is "true" or "false")
        {
            return value.TextOrNull() == "true";
        }

        _problems.AddWrongType("boolean", name, value.TextOrNull() ?? value.Shown());
        return null;
    }

    /// <summary>An object, as text, that may be left out or null.</summary>
    public string? Object(string name)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            _problems.AddWrongType("object", name, value.TextOrNull() ?? value.Shown());
        }

        return value.GetRawText();
    }

    /// <summary>A token, without the blanks and line breaks that come along when one is copied. It is looked up and never kept, so it may hold anything.</summary>
    public string RequiredToken(string name)
    {
        if (Find(name) is not { } value)
        {
            _problems.AddMissing(name);
            return "";
        }

        return (RawText(value, name) ?? "").Trim();
    }

    /// <summary>A moment that may be left out or null. It needs its offset: a time of nowhere is a guess.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        // The plus of an offset that nobody escaped arrives in a form as a space.
        if (value.TextOrNull() is { } text
            && RequestValues.TryTime(_isForm ? text.Replace(' ', '+') : text, out var time, out var hasOffset) && hasOffset)
        {
            return time;
        }

        _problems.AddWrongType("ISO 8601 time with offset", name, value.TextOrNull() ?? value.Shown());
        return null;
    }

    /// <summary>A number of seconds, of which whole ones count; left out, zero or below is now.</summary>
    public TimeSpan Seconds(string name, TimeSpan max)
    {
        if (Find(name) is not { } value)
        {
            return TimeSpan.Zero;
        }

        var spelling = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : _isForm ? value.TextOrNull() : null;
        if (!RequestValues.TryNumber(spelling ?? "", out var seconds))
        {
            _problems.AddWrongType("number", name, value.TextOrNull() ?? value.Shown());
            return TimeSpan.Zero;
        }

        if (seconds > max.TotalSeconds)
        {
            _problems.Add($"Field '{name}' is at most {max.TotalSeconds:0} seconds");
            return TimeSpan.Zero;
        }

        return seconds > 0 ? TimeSpan.FromSeconds(Math.Floor(seconds)) : TimeSpan.Zero;
    }

    /// <summary>Refuses <c>confirm</c> for a publishable key.</summary>
    public void RefuseConfirm() =>
        _problems.Add("Field 'confirm' is for secret keys: the token of a publishable key can be read at any time, so it can't get lost");

    public void RefuseOthers() => _problems.AddUnknown([.. _fields.Keys.Where(name => !_known.Contains(name))]);

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return _fields.TryGetValue(name, out var value) ? value : null;
    }

    private List<string>? Texts(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select((item, index) => Text(item, $"{name}, {index}")).OfType<string>()];
        }

        _problems.AddWrongType("array", name, value.Shown());
        return null;
    }

    private string? Text(JsonElement value, string name) =>
        RawText(value, name) is { } text && !_problems.RefuseIllFormed(text, name) ? text : null;

    private string? RawText(JsonElement value, string name)
    {
        var text = value.TextOrNull();
        if (text is null)
        {
            _problems.AddWrongType("string", name, value.Shown());
        }

        return text;
    }
}
