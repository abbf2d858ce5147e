using ApiKeys.Admin.Components.Shared.Dialogs;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ApiKeys.UnitTests.Admin.Shared.Dialogs;

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
        await EscapeAsync();
        var duringWork = (Text: confirm.TextContent.Trim(), Keep: Dialogs.Find("button[type=button]").HasAttribute("disabled"), reference.Result.IsCompleted);
        _work.SetResult();
        await act;

        Assert.Equal(("Revoking", true, false), duringWork);
        Assert.False(reference.Result.IsCompleted);
        await EscapeAsync();
        Assert.True((await reference.Result)?.Canceled);
    }

    [Fact]
    public async Task A_slow_way_out_is_taken_once_and_nothing_else_meanwhile()
    {
        var reference = await OpenAsync(parameters => parameters.Add(
            dialog => dialog.OnCancel, EventCallback.Factory.Create(this, ActAsync)));

        var leave = Dialogs.Find("button[type=button]");
        Task[] clicks = [leave.ClickAsync(), leave.ClickAsync(), Dialogs.Find("form").SubmitAsync()];
        await EscapeAsync();
        var escaped = reference.Result.IsCompleted;
        _work.SetResult();
        await Task.WhenAll(clicks);

        Assert.Equal((1, false), (_acts, escaped));
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

        Assert.Empty(Dialogs.FindAll("[data-escape]"));
    }

    [Fact]
    public async Task Escape_over_unsaved_text_asks_first()
    {
        var reference = await OpenAsync(AddField);
        await Dialogs.Find("input").InputAsync("Laptop lost");

        await EscapeAsync();
        Assert.Contains("What you typed isn't saved", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await EscapeAsync();
        Assert.Empty(Dialogs.FindAll("[role=alert]"));
        Assert.Equal("Laptop lost", Dialogs.Find("input").GetAttribute("value"));

        await EscapeAsync();
        await Button("Keep editing").ClickAsync();
        Assert.False(reference.Result.IsCompleted);
        await EscapeAsync();
        await Button("Discard text").ClickAsync();
        Assert.True((await reference.Result)?.Canceled);
    }

    [Fact]
    public async Task Text_that_is_as_it_was_again_needs_no_question()
    {
        var reference = await OpenAsync(AddField);
        await Dialogs.Find("input").InputAsync("Laptop lost");
        await Dialogs.Find("input").InputAsync("");

        await EscapeAsync();

        Assert.True((await reference.Result)?.Canceled);
    }

    [Fact]
    public async Task Leaving_the_page_over_unsaved_text_asks_first()
    {
        await OpenAsync(AddField);
        var navigation = Services.GetRequiredService<NavigationManager>();
        var before = navigation.Uri;
        await Dialogs.Find("input").InputAsync("Laptop lost");

        await Dialogs.InvokeAsync(() => navigation.NavigateTo("/activity"));

        Assert.Equal(before, navigation.Uri);
        Assert.Contains("What you typed isn't saved", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliberate_dialog_is_confirmed_by_its_button_and_has_no_form_to_send()
    {
        await OpenAsync(parameters => parameters.Add(dialog => dialog.Deliberate, true));
        Assert.Empty(Dialogs.FindAll("form, [type=submit]"));

        _work.SetResult();
        await Dialogs.Find("[data-deliberate]").ClickAsync();

        Assert.Equal(1, _acts);
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
            { dialog => dialog.OnConfirm, EventCallback.Factory.Create(this, ActAsync) },
        };
        more?.Invoke(parameters);
        return ShowAsync(parameters);
    }

    private Task ActAsync()
    {
        _acts++;
        return _work.Task;
    }

    private static void AddField(DialogParameters<ActionDialog> parameters) => parameters.Add(dialog => dialog.ChildContent, builder =>
    {
        builder.OpenComponent<TextField>(0);
        builder.AddComponentParameter(1, nameof(TextField.Label), "Reason");
        builder.CloseComponent();
    });

    private Task EscapeAsync() => Dialogs.Find("[data-escape]").ClickAsync();

    private AngleSharp.Dom.IElement Button(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
