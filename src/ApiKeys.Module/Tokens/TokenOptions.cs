namespace ApiKeys;

/// <summary>How tokens look.</summary>
public sealed class TokenOptions
{
    /// <summary>
    /// The word in every new token (<c>sk_retail_…</c>) by which people and secret scanners know whose it is. Tokens made under another brand keep working.
    /// </summary>
    /// <remarks>
    /// The generic rules of public secret scanners miss tokens with some words in them, such as <c>shop</c> and <c>store</c> (gitleaks) or <c>key</c>
    /// (trufflehog), and tokens of more than 64 characters. They find those of the default. For any brand of up to 20 letters the product writes rules that do.
    /// </remarks>
    /// <value>The default is <c>retail</c>; 2 to 20 lower-case ASCII letters, none of <c>live</c>, <c>test</c> and <c>prod</c>, which scanners take for Stripe's.</value>
    public string Brand { get; set; } = "retail";

    /// <summary>Brands that tokens were made under before, for the rules of secret scanners. Tokens of every brand are accepted, whether it is named here or not.</summary>
    /// <value>The default is none.</value>
    public IList<string> FormerBrands { get; } = [];
}
