using ApiKeys.Audit;
using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Policies;

internal sealed class UpdatePolicyStep() : Step<UpdatePolicyRequest, IReadOnlyList<StorePolicies>, PolicyUndo?>("update-policy")
{
    private const string Noun = "policy";

    protected internal override async Task<StepResult<IReadOnlyList<StorePolicies>, PolicyUndo?>> ExecuteAsync(
        StepContext step, UpdatePolicyRequest input, CancellationToken cancellationToken)
    {
        // Of two first changes of one policy, each would insert its row.
        await step.LockFeedAsync(cancellationToken);
        var (kind, value) = input.Given.Single();
        var rows = await step.Database.Set<PolicyRecord>().ToListAsync(cancellationToken);
        var row = rows.Find(policy => policy.Kind == kind);
        step.RefuseIf(
            input.ExpectedVersion is { } expected && expected != (row?.Version ?? Guid.Empty) ? OperationErrors.Changed(PolicyRecord.IdOf(kind), Noun) : null);

        var (before, after) = (row?.Value ?? PolicyJson.Write(new StorePolicies().ValueOf(kind)), PolicyJson.Write(value));
        if (before == after)
        {
            return Done<IReadOnlyList<StorePolicies>, PolicyUndo?>([PolicyReader.Of(rows)], undo: null);
        }

        var changedBy = row?.ChangedBy;
        if (row is null)
        {
            row = new PolicyRecord { Kind = kind, Value = before, ChangedBy = step.StartedBy };
            rows.Add(row);
            step.Database.Add(row);
        }

        var stamp = UndoStamp.Touch(row, step.Now);
        (row.Value, row.ChangedBy) = (after, step.StartedBy);
        step.Record(ApiKeyAction.Updated, row, (EventFacts.OldPolicy, before), (EventFacts.NewPolicy, after));
        return Done<IReadOnlyList<StorePolicies>, PolicyUndo?>([PolicyReader.Of(rows)], new PolicyUndo(kind, before, changedBy, stamp));
    }

    protected internal override async Task CompensateAsync(StepContext step, PolicyUndo? undo, CancellationToken cancellationToken)
    {
        if (undo is not null
            && await step.Database.Set<PolicyRecord>().FirstOrDefaultAsync(policy => policy.Kind == undo.Kind, cancellationToken) is { } row
            && undo.Stamp.IsUntouched(row))
        {
            step.RecordUndone(ApiKeyAction.Updated, row);
            if (undo.ChangedBy is null)
            {
                step.Database.Remove(row);
                return;
            }

            (row.Value, row.ChangedBy) = (undo.Value, undo.ChangedBy);
            undo.Stamp.Restore(row, step.Now);
        }
    }
}
