using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Settings;

/// <summary>Checks the ranges written on an options class and names the configuration key and the bad value.</summary>
internal sealed class AnnotatedOptionsValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var problems = (
            from property in typeof(TOptions).GetProperties()
            let value = property.GetValue(options)
            from rule in property.GetCustomAttributes<ValidationAttribute>()
            where !rule.IsValid(value)
            select string.Create(
                CultureInfo.InvariantCulture,
                $"{section}:{property.Name} is '{value}': {rule.FormatErrorMessage(property.Name)}")).ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
