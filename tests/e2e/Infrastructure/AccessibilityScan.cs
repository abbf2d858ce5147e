using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Scans what is on screen in light, in dark and on a phone, and collects every violation of WCAG 2.2 AA.</summary>
internal sealed class AccessibilityScan(IPage page)
{
    private const int PhoneWidth = 390;

    private static readonly AxeRunOptions Rules = new()
    {
        // Of what passes, one node a rule is enough to see that the rule ran.
        ResultTypes = new HashSet<ResultType> { ResultType.Violations },
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    /// <summary>A busy browser repaints some frames after the theme has changed; until then one part is dark and another still light.</summary>
    private const string IsPainted = """
        theme => document.documentElement.dataset.theme === theme && document.getAnimations().every(
            animation => animation.playState !== "running" || animation.effect.getComputedTiming().endTime === Infinity)
        """;

    private readonly List<string> _violations = [];

    public async Task LookAsync(string what)
    {
        await LookAsync($"{what}, light", ColorScheme.Light, 1280);
        await LookAsync($"{what}, dark", ColorScheme.Dark, 1280);
        await LookAsync($"{what}, phone", ColorScheme.Light, PhoneWidth);
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (width > PhoneWidth)
        {
            _violations.Add($"{what}, phone: {width} px wide, so it scrolls sideways");
        }

        await page.SetViewportSizeAsync(1280, 800);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });

        // What came to lie under the pointer meanwhile shows its tip, which would lie over what is pressed next.
        await page.Mouse.MoveAsync(0, 0);
    }

    public void AssertNothingFound() => Assert.Empty(_violations);

    private async Task LookAsync(string what, ColorScheme theme, int width)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = theme });
        await page.SetViewportSizeAsync(width, 844);
        await page.WaitForFunctionAsync(IsPainted, theme is ColorScheme.Dark ? "dark" : "light");
        var result = await page.RunAxe(Rules);
        Assert.NotEmpty(result.Passes);
        _violations.AddRange(
            from violation in result.Violations
            from node in violation.Nodes
            select $"{what}: {violation.Id}: {violation.Help}: {node.Html}");
    }
}
