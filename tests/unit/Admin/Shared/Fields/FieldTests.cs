using System.Text.RegularExpressions;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Passwords;
using ApiKeys.Keys;
using ApiKeys.Operations;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Shared.Fields;

public sealed partial class FieldTests : ComponentTestContext
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

    [Fact]
    public void Every_field_for_text_has_the_limit_that_the_connection_carries()
    {
        var components = Path.Combine(RepositoryFiles.Root, "src", "ApiKeys.Admin", "Components");
        var fields = Directory.EnumerateFiles(components, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => TextElement().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), match.Value)))
            .Where(field => !NoTextElement().IsMatch(field.Value))
            .ToList();

        Assert.True(fields.Count > 5);
        Assert.All(fields, field => Assert.Contains("maxlength=\"@TypedText.", field.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Fields_take_more_than_any_rule_allows_so_that_the_rule_refuses_what_is_too_long()
    {
        int[] rules = [TextRules.TitleMaxLength, TextRules.DescriptionMaxLength, TextRules.ReasonMaxLength, KeyRules.MaxScopes * (ScopeName.MaxLength + 1)];

        Assert.All(rules, rule => Assert.True(rule < TypedText.MaxLength));
        Assert.True(PasswordRules.MaximumLength < TypedText.PostedMaxLength);
        Assert.True(AdminUser.DisplayNameMaxLength < TypedText.PostedMaxLength);
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

    [GeneratedRegex("<(input|textarea|InputText)\\b([^>\"]|\"[^\"]*\")*>")]
    private static partial Regex TextElement();

    // Not typed into, or never longer than a date.
    [GeneratedRegex("type=\"(checkbox|radio)\"|\\b(readonly|hidden)\\b")]
    private static partial Regex NoTextElement();
}
