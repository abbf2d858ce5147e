using ApiKeys.Admin.Text;


namespace ApiKeys.Admin.Hosting.Installation;

/// <summary>Values of the configuration in words. Nothing is rounded.</summary>
internal static class SettingText
{
    public static string YesNo(bool value) => value ? "Yes" : "No";

    public static string Bytes(int value) => value % 1024 == 0 ? $"{Counted.Number(value / 1024)} KB" : $"{Counted.Number(value)} bytes";

    public static string List(IEnumerable<string> values, string none = "None") => string.Join(", ", values) is { Length: > 0 } text ? text : none;

    /// <summary>"1 day 2 h", "1 min 30 s", "200 ms".</summary>
    public static string Duration(TimeSpan time, string none = "None")
    {
        (int Count, string Unit)[] parts =
        [
            (time.Days, time.Days == 1 ? "day" : "days"), (time.Hours, "h"), (time.Minutes, "min"), (time.Seconds, "s"), (time.Milliseconds, "ms"),
        ];
        return string.Join(' ', parts.Where(part => part.Count > 0).Select(part => $"{Counted.Number(part.Count)} {part.Unit}")) is { Length: > 0 } text ? text : none;
    }

    /// <summary>An address without the user and password that it may name.</summary>
    public static string Address(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).TrimEnd('/') : "None";

    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
