using ApiKeys.Admin.Identity;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Someone who works with the product.</summary>
internal sealed record Person(string Name, string Email, string Role)
{
    public static readonly Person Olga = new("Olga Owner", "olga@example.com", AdminRoles.Owner);

    public static readonly Person Dana = new("Dana Manager", "dana@example.com", AdminRoles.Manager);

    public static readonly Person Vera = new("Vera Viewer", "vera@example.com", AdminRoles.Viewer);

    public string Password => "correct horse battery";
}
