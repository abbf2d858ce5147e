namespace ApiKeys.Admin.Identity;

/// <summary>The signed-in person as the database knows them now.</summary>
/// <param name="Id">The actor id, <c>user_…</c>.</param>
/// <param name="DisplayName">The name others see.</param>
/// <param name="Email">The address the person signs in with.</param>
/// <param name="Role">One of <see cref="AdminRoles"/>; empty while a second factor that the role requires is overdue.</param>
/// <param name="IsSecondFactorOverdue">Whether the person has to set up a second factor before anything else.</param>
public sealed record AdminOperator(string Id, string DisplayName, string Email, string Role, bool IsSecondFactorOverdue = false);
