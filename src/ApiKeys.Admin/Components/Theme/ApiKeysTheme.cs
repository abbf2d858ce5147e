using MudBlazor;

namespace ApiKeys.Admin.Components.Theme;

/// <summary>
/// What MudBlazor needs to know of the look in C#: type, corners, and the light palette. The colour roles of both themes live in
/// wwwroot/css/tokens.css, which overrides this palette in the browser.
/// </summary>
internal static class ApiKeysTheme
{
    private static readonly string[] Sans = ["Inter Variable", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Arial", "sans-serif"];

    public static MudTheme Value { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#4F46E5",
            Error = "#B91C1C",
            Success = "#166534",
            Warning = "#92400E",
            Info = "#3730A3",
            Background = "#FAFAFA",
            Surface = "#FFFFFF",
            TextPrimary = "#18181B",
            TextSecondary = "#52525B",
            LinesDefault = "#E4E4E7",
            LinesInputs = "#8A8A94",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "0.8125rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = "0.875rem", FontWeight = "500", LetterSpacing = "normal", TextTransform = "none" },
        },
    };
}
