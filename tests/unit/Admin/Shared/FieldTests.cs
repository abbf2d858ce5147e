using ApiKeys.Admin.Components.Shared;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Shared;

public sealed class FieldTests : ComponentTestContext
{
    [Fact]
    public void An_error_stands_at_its_field_and_is_read_before_the_hint()
    {
        var component = Render<TextField>(parameters => parameters
            .Add(input => input.Label, "Title")
            .Add(input => input.Value, "")
            .Add(input => input.Hint, "1 to 200 characters.")
            .Add(input => input.Error, "Say what the key is for."));

        var input = component.Find("input");
        var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => component.Find($"#{id}").TextContent);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(["Say what the key is for.", "1 to 200 characters."], described);
        Assert.Equal(input.Id, component.Find("label").GetAttribute("for"));
    }

    [Fact]
    public async Task Typing_is_told_letter_by_letter()
    {
        var values = new List<string?>();
        var component = Render<TextField>(parameters => parameters
            .Add(input => input.Label, "Description")
            .Add(input => input.Value, "")
            .Add(input => input.Rows, 3)
            .Add(input => input.ValueChanged, values.Add));

        await component.Find("textarea").InputAsync("W");
        await component.Find("textarea").InputAsync("Wa");

        Assert.Equal(["W", "Wa"], values);
        Assert.False(component.Find("textarea").HasAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(4, 8000)]
    public void A_paste_too_large_for_one_message_is_cut_before_it_is_sent(int rows, int most)
    {
        var component = Render<TextField>(parameters => parameters
            .Add(input => input.Label, "Description").Add(input => input.Value, "").Add(input => input.Rows, rows));

        Assert.Equal($"{most}", component.Find(".field-input").GetAttribute("maxlength"));
    }

    [Fact]
    public void An_error_of_a_choice_is_tied_to_its_group_and_announced()
    {
        var component = Render<ChoiceField<int>>(parameters => parameters
            .Add(input => input.Label, "The old key ends")
            .Add(input => input.Options, [new(0, "Now"), new(60, "In 1 hour")])
            .Add(input => input.Value, 60)
            .Add(input => input.Error, "Too late."));

        var group = component.Find("fieldset");
        Assert.Equal(("radiogroup", "true"), (group.GetAttribute("role"), group.GetAttribute("aria-invalid")));
        Assert.Equal("Too late.", component.Find($"#{group.GetAttribute("aria-describedby")}").TextContent);
        Assert.Equal("alert", component.Find(".field-error").GetAttribute("role"));
    }

    [Fact]
    public async Task One_choice_is_made_and_the_group_has_a_name()
    {
        var values = new List<int>();
        var component = Render<ChoiceField<int>>(parameters => parameters
            .Add(input => input.Label, "The old key ends")
            .Add(input => input.Options, [new(0, "Now"), new(60, "In 1 hour")])
            .Add(input => input.Value, 60)
            .Add(input => input.ValueChanged, values.Add));

        await component.FindAll("input")[0].ChangeAsync(true);

        Assert.Equal("The old key ends", component.Find("legend").TextContent);
        Assert.Equal([false, true], component.FindAll("input").Select(radio => radio.HasAttribute("checked")));
        Assert.Equal([0], values);
    }
}
