using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Team.Change;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Admin.Team.OpenId;
using ApiKeys.Admin.Team.Own;
using ApiKeys.Admin.Team.Password;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team;

/// <summary>Every change of the team, as a compensating workflow.</summary>
internal sealed class TeamWorkflows(TeamStore store, ApiKeyWorkflows keys, TimeProvider timeProvider)
{
    public Workflow<InviteRequest, IReadOnlyList<CreatedInvitation>> Invite { get; } = Workflow.DefineOneStep(
        "invite-person", new InsertInvitationStep(store), request => OperationRefusedException.ThrowIfAny(request.Check()));

    public Workflow<string, IReadOnlyList<InvitationDetails>> RevokeInvitation { get; } =
        Workflow.DefineOneStep("revoke-invitation", new RevokeInvitationStep(store));

    public Workflow<AcceptInvitationRequest, IReadOnlyList<PersonDetails>> AcceptInvitation { get; } =
        Workflow.DefineOneStep("accept-invitation", new AcceptInvitationStep(store));

    public Workflow<ChangeRoleRequest, IReadOnlyList<PersonDetails>> ChangeRole { get; } = Workflow.DefineOneStep(
        "change-role", new ChangeRoleStep(store), request => OperationRefusedException.ThrowIfAny(request.Check()));

    public Workflow<DeactivateRequest, IReadOnlyList<DeactivatedPerson>> Deactivate { get; } = new DeactivateWorkflow(new DeactivateStep(store), keys);

    public Workflow<string, IReadOnlyList<PersonDetails>> Reactivate { get; } = Workflow.DefineOneStep("reactivate-person", new ReactivateStep(store));

    public Workflow<RenameRequest, IReadOnlyList<PersonDetails>> Rename { get; } = Workflow.DefineOneStep(
        "rename-person", new RenameStep(store), request => OperationRefusedException.ThrowIfAny(request.Check()));

    public Workflow<DeletePersonRequest, IReadOnlyList<PersonDetails>> Delete { get; } = Finish("delete-person", new DeletePersonStep(store));

    public Workflow<IssuePasswordLinkRequest, IReadOnlyList<CreatedPasswordLink>> IssuePasswordLink { get; } =
        Workflow.DefineOneStep("issue-password-link", new InsertPasswordLinkStep(store));

    public Workflow<ResetPasswordRequest, IReadOnlyList<PersonDetails>> ResetPassword { get; } = Finish("reset-password", new ResetPasswordStep(store));

    public Workflow<string, IReadOnlyList<PersonDetails>> RemoveSecondFactor { get; } =
        Finish("remove-second-factor", new RemoveSecondFactorStep(store));

    public Workflow<OpenIdPerson, IReadOnlyList<PersonDetails>> JoinByOpenId { get; } =
        Workflow.DefineOneStep("join-by-single-sign-on", new JoinByOpenIdStep(store));

    public Workflow<OwnChangeRequest, bool> ChangeOwnAccount { get; } = Finish("change-own-account", new OwnChangeStep(store, timeProvider));

    public IReadOnlyList<Workflow> All =>
        [Invite, RevokeInvitation, AcceptInvitation, ChangeRole, Deactivate, Reactivate, Rename, Delete, IssuePasswordLink, ResetPassword, RemoveSecondFactor, JoinByOpenId, ChangeOwnAccount];

    private static Workflow<TInput, TOutput> Finish<TInput, TOutput>(string name, IrreversibleStep<TInput, TOutput> step) =>
        Workflow.Define<TInput, TOutput>(name, (run, input) => run.FinishAsync(step, input), step);
}
