namespace ApiKeys.Admin.Components.Account.OpenId;

internal static class OpenIdMessages
{
    /// <summary>Why a single sign-on was refused, in words; null for what isn't a reason.</summary>
    public static string? Of(string? refusal) => refusal switch
    {
        "failed" => "Single sign-on didn't work. Try again; if it stays, the log of ApiKeys has the cause.",
        "email" => "Single sign-on gave no verified e-mail address, so you can't sign in here. Ask the operator of the server.",
        "domain" => "Your e-mail address is not of a domain that may sign in here. Ask the operator of the server.",
        "role" => "You have no role here. Ask the person who manages single sign-on for one.",
        "deactivated" => "This account is deactivated. An owner can reactivate it.",
        _ => null,
    };
}
