using Microsoft.AspNetCore.Components.Forms;
using System.Linq.Expressions;

namespace ApiKeys.Admin.Components.Account;

/// <summary>Puts what is wrong at the field it is about.</summary>
internal sealed class FieldMessages(EditContext form)
{
    private readonly ValidationMessageStore _store = new(form);

    public bool Any => form.GetValidationMessages().Any();

    public void Add(Expression<Func<string>> field, string message)
    {
        _store.Add(FieldIdentifier.Create(field), message);
        form.NotifyValidationStateChanged();
    }

    public void AddIf(bool condition, Expression<Func<string>> field, string message) => AddIf(condition ? message : null, field);

    public void AddIf(string? message, Expression<Func<string>> field)
    {
        if (message is not null)
        {
            Add(field, message);
        }
    }
}
