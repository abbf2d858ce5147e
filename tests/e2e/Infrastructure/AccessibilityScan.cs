using Deque.AxeCore.Commons;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Scans what is on screen in light, in dark on a tablet, and on a phone, and collects every violation of WCAG 2.2 AA.</summary>
internal sealed class AccessibilityScan(IPage page)
{
    private const int PhoneWidth = 390;
    private const int TabletWidth = 768;

    /// <summary>
    /// Runs the checker in the page. Its Playwright package loads it again for each scan and sums up on a new page, which takes several times as long.
    /// Pages with frames need both; these pages have none.
    /// </summary>
    private const string Check = """
        async () => {
            const found = await axe.run(document, {
                runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
                resultTypes: ["violations"],
                selectors: false,
                elementRef: false,
            });
            const violations = found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html}`));
            return { rulesPassed: found.passes.length, frames: frames.length, violations };
        }
        """;

    private static readonly string Checker = new BundledAxeScriptProvider().GetScript();

    /// <summary>A busy browser repaints some frames after the theme has changed; until then one part is dark and another still light.</summary>
    private const string IsPainted = """
        theme => document.documentElement.dataset.theme === theme && document.getAnimations().every(
            animation => animation.playState !== "running" || animation.effect.getComputedTiming().endTime === Infinity)
        """;

    private readonly List<string> _violations = [];

    public async Task LookAsync(string what)
    {
        await LookAsync($"{what}, light", ColorScheme.Light, 1280);
        await LookAsync($"{what}, dark tablet", ColorScheme.Dark, TabletWidth);
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
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Checker);
        }

        var result = await page.EvaluateAsync<Result>(Check);
        Assert.True(result.RulesPassed > 0, $"{what}: no rule of the checker ran");
        Assert.Equal(0, result.Frames);
        _violations.AddRange(result.Violations.Select(violation => $"{what}: {violation}"));
    }

    private sealed class Result
    {
        public int RulesPassed { get; set; }

        public int Frames { get; set; }

        public string[] Violations { get; set; } = [];
    }
}
