using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Headers;

/// <summary>To whom people who find a fault in the security of this installation write.</summary>
internal sealed class SecurityTxtOptions
{
    public const string Section = "Security";

    /// <summary>The address, such as <c>mailto:security@shop.example</c> or <c>https://shop.example/security</c>.</summary>
    /// <value>The default is none: there is no <c>/.well-known/security.txt</c> then.</value>
    public string? Contact { get; set; }
}

internal sealed class SecurityTxtOptionsValidator : IValidateOptions<SecurityTxtOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityTxtOptions options) =>
        string.IsNullOrEmpty(options.Contact)
        || (Uri.TryCreate(options.Contact, UriKind.Absolute, out var address) && address.Scheme is "mailto" or "https" or "tel" && !options.Contact.Any(char.IsControl))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{SecurityTxtOptions.Section}:{nameof(options.Contact)} is '{options.Contact}': not an address such as 'mailto:security@shop.example' or 'https://shop.example/security'");
}
