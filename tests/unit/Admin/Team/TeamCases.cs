using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Admin.Team.Own;
using ApiKeys.Admin.Team.Password;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Workflows;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>Every workflow of the team, for the tests that let it fail, die, be cancelled and be undone at every point.</summary>
internal static class TeamCases
{
    private const string Sam = "user_01SAM";
    private static readonly LinkSecret Secret = LinkSecret.New();

    public static IReadOnlyList<OperationCase> All { get; } =
    [
        Case<InviteRequest, IReadOnlyList<CreatedInvitation>>(
            "invite-person", team => team.Invite, _ => new InviteRequest("new@example.com", AdminRoles.Viewer, InviteRequest.DefaultLifetime)),
        Case<string, IReadOnlyList<InvitationDetails>>("revoke-invitation", team => team.RevokeInvitation, db => db.AddInvitation(Secret).Id),
        Case<AcceptInvitationRequest, IReadOnlyList<PersonDetails>>(
            "accept-invitation",
            team => team.AcceptInvitation,
            db =>
            {
                db.AddInvitation(Secret);
                return new AcceptInvitationRequest("user_01MARA", "Mara") { Digest = Secret.Digest, PasswordHash = "hash" };
            }),
        Case<ChangeRoleRequest, IReadOnlyList<PersonDetails>>(
            "change-role", team => team.ChangeRole, _ => new ChangeRoleRequest(Sam, AdminRoles.Viewer, AdminRoles.Owner)),
        Case<DeactivateRequest, IReadOnlyList<DeactivatedPerson>>("deactivate-person", team => team.Deactivate, _ => new DeactivateRequest(Sam)),
        Case<DeactivateRequest, IReadOnlyList<DeactivatedPerson>>(
            "deactivate-person with keys",
            team => team.Deactivate,
            async (module, _) =>
            {
                var (handed, rolled) = ((await module.CreateAsync()).Key.Id, (await module.CreateAsync()).Key.Id);
                return new DeactivateRequest(Sam) { HandOver = [handed], NewOwner = TestModule.Dana.Id, Roll = [rolled] };
            },
            workflowName: "deactivate-person"),
        Case<string, IReadOnlyList<PersonDetails>>(
            "reactivate-person",
            team => team.Reactivate,
            db =>
            {
                db.AddPerson("user_01TESS", "Tess", AdminRoles.Manager).DeactivatedAt = TestModule.Start;
                return "user_01TESS";
            }),
        Case<RenameRequest, IReadOnlyList<PersonDetails>>("rename-person", team => team.Rename, _ => new RenameRequest(Sam, "Samira")),
        Case<DeletePersonRequest, IReadOnlyList<PersonDetails>>(
            "delete-person", team => team.Delete, _ => new DeletePersonRequest(Sam, KeepsName: true), isReversible: false),
        Case<IssuePasswordLinkRequest, IReadOnlyList<CreatedPasswordLink>>(
            "issue-password-link", team => team.IssuePasswordLink, _ => new IssuePasswordLinkRequest(Sam, TimeSpan.FromHours(1))),
        Case<ResetPasswordRequest, IReadOnlyList<PersonDetails>>(
            "reset-password",
            team => team.ResetPassword,
            db =>
            {
                db.PasswordLinks.Add(new PasswordLink
                {
                    Id = "pwl_01", Digest = Secret.Digest, UserId = Sam, CreatedAt = TestModule.Start, ExpiresAt = TestModule.Start.AddDays(1),
                });
                return new ResetPasswordRequest(Sam) { Digest = Secret.Digest, PasswordHash = "hash" };
            },
            isReversible: false),
        Case<string, IReadOnlyList<PersonDetails>>(
            "remove-second-factor",
            team => team.RemoveSecondFactor,
            db =>
            {
                db.UserTokens.Add(new IdentityUserToken<string> { UserId = Sam, LoginProvider = "[AspNetUserStore]", Name = "AuthenticatorKey", Value = "key" });
                return Sam;
            },
            isReversible: false),
        Case<OwnChangeRequest, bool>(
            "change-own-account",
            team => team.ChangeOwnAccount,
            db => new OwnChangeRequest(Sam, db.Users.Local.Single(user => user.Id == Sam).ConcurrencyStamp)
            {
                Change = new OwnChange(ApiKeyAction.PasswordChanged, change =>
                {
                    change.User.PasswordHash = "hash";
                    return Task.FromResult(true);
                }),
            },
            isReversible: false),
        Case<OpenIdPerson, IReadOnlyList<PersonDetails>>(
            "create-by-single-sign-on",
            team => team.JoinByOpenId,
            _ => new OpenIdPerson("https://id.example.com", "1", "Example", "new@example.com", "Nora New", AdminRoles.Viewer),
            workflowName: "join-by-single-sign-on"),
        Case<OpenIdPerson, IReadOnlyList<PersonDetails>>(
            "join-by-single-sign-on",
            team => team.JoinByOpenId,
            _ => new OpenIdPerson("https://id.example.com", "1", "Example", "sam@example.com", "Sam", AdminRoles.Viewer)),
    ];

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    public static OperationCase Named(string name) => All.Single(c => c.Name == name);

    private static OperationCase<TInput, TOutput> Case<TInput, TOutput>(
        string name,
        Func<TeamWorkflows, Workflow<TInput, TOutput>> workflow,
        Func<AdminDbContext, TInput> arrange,
        bool isReversible = true,
        string? workflowName = null)
        where TInput : notnull => Case(name, workflow, (_, db) => Task.FromResult(arrange(db)), isReversible, workflowName);

    private static OperationCase<TInput, TOutput> Case<TInput, TOutput>(
        string name,
        Func<TeamWorkflows, Workflow<TInput, TOutput>> workflow,
        Func<TestModule, AdminDbContext, Task<TInput>> arrange,
        bool isReversible = true,
        string? workflowName = null)
        where TInput : notnull =>
        new(name, workflowName ?? name, module => workflow(module.Get<TeamWorkflows>()), async module =>
        {
            await using var db = await TeamTables.CreateAsync(module);
            db.AddPerson(TestModule.Dana.Id, "Dana", AdminRoles.Owner);
            db.AddPerson(Sam, "Sam", AdminRoles.Owner);
            var input = await arrange(module, db);
            await db.SaveChangesAsync(TestModule.Cancellation);
            return input;
        })
        {
            IsReversible = isReversible,
            Configure = TeamTables.Configure,
        };
}
