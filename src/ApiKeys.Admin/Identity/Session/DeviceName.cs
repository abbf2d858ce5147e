namespace ApiKeys.Admin.Identity.Session;

/// <summary>What a browser or program is called, after the header that it sends. Good enough to recognise one's own; anyone can send anything.</summary>
internal static class DeviceName
{
    // In this order: many a browser also names those that it descends from.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    public static string Of(string userAgent)
    {
        var (browser, system) = (Find(Browsers, userAgent), Find(Systems, userAgent));
        return (browser, system) switch
        {
            (not null, not null) => $"{browser} on {system}",
            (not null, null) => browser,
            _ when userAgent.Length == 0 => "Unknown device",

            // A program: "curl/8.5.0".
            _ => userAgent.Split(' ')[0],
        };
    }

    private static string? Find((string Mark, string Name)[] names, string userAgent) =>
        Array.Find(names, one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
