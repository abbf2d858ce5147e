using ApiKeys.Admin.Identity.Members;

namespace ApiKeys.Admin.Team;

/// <summary>The addresses of one-time links.</summary>
internal static class OneTimeLink
{
    public const string Invitation = "invitation";
    public const string Password = "reset-password";

    /// <summary>Behind the <c>#</c> the secret reaches no server, no log and no Referer.</summary>
    public static string Href(string address, string page, LinkSecret secret) => $"{address.TrimEnd('/')}/{page}#{secret.Value}";
}
