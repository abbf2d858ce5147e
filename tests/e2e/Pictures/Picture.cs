using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.E2ETests.Pictures;

/// <summary>A picture for <c>docs/images</c>.</summary>
internal static class Picture
{
    // The browser has the encoder. WebP is a third of the size of PNG, and everyone who shows Markdown shows it.
    private const string Encode = """
        async image => {
          const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(image), byte => byte.charCodeAt(0))]));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          canvas.getContext("2d").drawImage(bitmap, 0, 0);
          const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: 0.8 })).arrayBuffer());
          return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
        }
        """;

    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "docs", "images");

    public static async Task WriteAsync(IPage page, string name)
    {
        await page.Mouse.MoveAsync(0, 0);
        var screen = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        var image = await page.EvaluateAsync<string>(Encode, Convert.ToBase64String(screen));
        await File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.webp"), Convert.FromBase64String(image), TestContext.Current.CancellationToken);
    }
}
