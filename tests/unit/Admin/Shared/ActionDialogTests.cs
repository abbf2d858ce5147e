using ApiKeys.Admin.Components.Shared;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using MudBlazor;

namespace ApiKeys.UnitTests.Admin.Shared;

public sealed class ActionDialogTests : ComponentTestContext
{
    private readonly TaskCompletionSource _work = new();
    private int _acts;

    [Fact]
    public async Task The_dialog_is_named_by_its_act_and_its_object()
    {
        await OpenAsync();

        var dialog = Dialogs.Find("[role=dialog]");
        var title = Dialogs.Find($"#{dialog.GetAttribute("aria-labelledby")}");
        Assert.Equal("Revoke “Warehouse sync”", title.TextContent);
        Assert.NotEmpty(title.GetElementsByTagName("bdi"));
    }

    [Fact]
    public async Task A_double_click_is_one_act()
    {
        await OpenAsync();

        var first = Dialogs.Find("form").SubmitAsync();
        var second = Dialogs.Find("form").SubmitAsync();
        _work.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(1, _acts);
    }

    [Fact]
    public async Task While_it_works_the_button_says_so_and_nothing_closes_it()
    {
        var reference = await OpenAsync();

        var act = Dialogs.Find("form").SubmitAsync();
        var confirm = Dialogs.Find("button[type=submit]");
        var duringWork = (Text: confirm.TextContent.Trim(), Keep: Dialogs.Find("button[type=button]").HasAttribute("disabled"), Escape: EscapeCloses());
        _work.SetResult();
        await act;

        Assert.Equal(("Revoking", true, false), duringWork);
        Assert.True(EscapeCloses());
        Assert.False(reference.Result.IsCompleted);
    }

    [Fact]
    public async Task A_slow_way_out_is_taken_once_and_nothing_else_meanwhile()
    {
        await OpenAsync(parameters => parameters.Add(
            dialog => dialog.OnCancel, Microsoft.AspNetCore.Components.EventCallback.Factory.Create(this, ActAsync)));

        var leave = Dialogs.Find("button[type=button]");
        Task[] clicks = [leave.ClickAsync(), leave.ClickAsync(), Dialogs.Find("form").SubmitAsync()];
        var escape = EscapeCloses();
        _work.SetResult();
        await Task.WhenAll(clicks);

        Assert.Equal((1, false), (_acts, escape));
    }

    [Fact]
    public async Task The_safe_button_closes_without_the_act()
    {
        var reference = await OpenAsync();

        await Dialogs.Find("button[type=button]").ClickAsync();

        var result = await reference.Result;
        Assert.True(result?.Canceled);
        Assert.Equal(0, _acts);
    }

    [Fact]
    public async Task A_dialog_that_must_be_answered_has_no_way_round()
    {
        await OpenAsync(parameters => parameters.Add(dialog => dialog.Dismissable, false));

        Assert.False(EscapeCloses());
        Assert.False(Options().BackdropClick);
    }

    [Fact]
    public async Task A_problem_stands_on_top_of_the_buttons()
    {
        await OpenAsync(parameters => parameters.Add(dialog => dialog.Problem, new Problem("Couldn't revoke", "Nothing was changed.")));

        var actions = Dialogs.Find(".mud-dialog-actions");
        Assert.Equal("alert", actions.FirstElementChild?.GetAttribute("role"));
        Assert.Contains("Nothing was changed.", actions.FirstElementChild?.TextContent, StringComparison.Ordinal);
    }

    private Task<IDialogReference> OpenAsync(Action<DialogParameters<ActionDialog>>? more = null)
    {
        var parameters = new DialogParameters<ActionDialog>
        {
            { dialog => dialog.Title, "Revoke" },
            { dialog => dialog.Subject, "Warehouse sync" },
            { dialog => dialog.ConfirmText, "Revoke key" },
            { dialog => dialog.BusyText, "Revoking" },
            { dialog => dialog.CancelText, "Keep key" },
            { dialog => dialog.Destructive, true },
            { dialog => dialog.OnConfirm, Microsoft.AspNetCore.Components.EventCallback.Factory.Create(this, ActAsync) },
        };
        more?.Invoke(parameters);
        return ShowAsync(parameters);
    }

    private Task ActAsync()
    {
        _acts++;
        return _work.Task;
    }

    private bool EscapeCloses() => Options().CloseOnEscapeKey is true;

    private DialogOptions Options() => ((IMudDialogInstance)Dialogs.FindComponent<MudDialogContainer>().Instance).Options;
}
