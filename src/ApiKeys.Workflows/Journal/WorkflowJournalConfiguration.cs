using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <summary>Maps the journal into a host's model: effects and journal share one database, and so one transaction.</summary>
internal static class WorkflowJournalConfiguration
{
    public static ModelBuilder AddWorkflowJournal(this ModelBuilder model)
    {
        model.Entity<WorkflowExecution>(execution =>
        {
            execution.ToTable("apikeys_workflow_executions");
            execution.Property(e => e.Id).HasMaxLength(64);
            execution.Property(e => e.Workflow).HasMaxLength(WorkflowExecution.NameMaxLength);
            execution.Property(e => e.TransactionId).HasMaxLength(WorkflowExecution.TransactionIdMaxLength);
            execution.Property(e => e.StartedBy).HasMaxLength(WorkflowExecution.StartedByMaxLength);
            execution.Property(e => e.Error).HasMaxLength(WorkflowExecution.ErrorMaxLength);
            execution.Property(e => e.Epoch).IsConcurrencyToken();
            execution.Property(e => e.InputDigest).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
            execution.HasIndex(e => new { e.Workflow, e.StartedBy, e.TransactionId }).IsUnique();
            execution.HasIndex(e => new { e.State, e.LeaseUntil });
            execution.HasIndex(e => e.EndedAt);
            execution.HasMany(e => e.Steps).WithOne().HasForeignKey(s => s.ExecutionId).OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<WorkflowStepRecord>(step =>
        {
            step.ToTable("apikeys_workflow_steps");
            step.HasKey(s => new { s.ExecutionId, s.Sequence });
            step.Property(s => s.ExecutionId).HasMaxLength(64);
            step.Property(s => s.Step).HasMaxLength(WorkflowExecution.NameMaxLength);
            step.Property(s => s.Error).HasMaxLength(WorkflowExecution.ErrorMaxLength);
            step.Property(s => s.CompensationError).HasMaxLength(WorkflowExecution.ErrorMaxLength);
        });

        return model;
    }
}
