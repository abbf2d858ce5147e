using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ApiKeys.UnitTests.Admin.Shared.Messages;

public sealed class FeedbackTests : ComponentTestContext
{
    [Fact]
    public async Task A_result_names_its_object_and_leads_to_it()
    {
        await Messages.InvokeAsync(() => Feedback.Done("Revoked", "مفتاح", new FeedbackLink("Open key", "/secret-keys/apk_1")));

        var message = Messages.WaitForElement(".mud-snackbar-content-message");
        Assert.Contains("Revoked “مفتاح”", message.TextContent, StringComparison.Ordinal);
        Assert.Equal("مفتاح", message.QuerySelector("bdi")?.TextContent);
        Assert.Equal("/secret-keys/apk_1", message.QuerySelector("a")?.GetAttribute("href"));
    }

    [Fact]
    public void A_failure_stays_until_it_is_dismissed_and_a_result_leaves_by_itself()
    {
        var snackbar = new RecordingSnackbar();
        var feedback = new Feedback(snackbar);

        feedback.Failed("Couldn't reach the database. Nothing was changed.");
        feedback.Done("Revoked");

        Assert.Equal([Severity.Error, Severity.Success], snackbar.Added.Select(options => options.Severity));
        Assert.Equal([true, false], snackbar.Added.Select(options => options.RequireInteraction is true));
        Assert.All(snackbar.Added, options => Assert.True(options.ShowCloseIcon));
    }

    private Feedback Feedback => Services.GetRequiredService<Feedback>();
}
