namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>A cookie that is named as <see cref="SchemeCookieManager"/> names it, for what takes a builder and no manager.</summary>
internal sealed class SchemeCookieBuilder(string name, IHttpContextAccessor accessor) : CookieBuilder
{
    public override string? Name
    {
        get => accessor.HttpContext is { } context ? SchemeCookieManager.Name(context, name) : name;
        set => throw new NotSupportedException("The name follows the request.");
    }
}
