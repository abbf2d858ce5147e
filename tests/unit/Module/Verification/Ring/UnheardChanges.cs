using ApiKeys.Audit;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>Changes of which a node has not heard yet.</summary>
internal static class UnheardChanges
{
    /// <summary>Makes a key on one node while another is silent, for whose lease the call waits.</summary>
    public static Task<CreatedApiKey> CreateUnheardAsync(this TestModule node, TestModule silent, bool awaitConfirmation = false) =>
        silent.WhileTimePassesAsync(node.CreateAsync(awaitConfirmation: awaitConfirmation));

    /// <summary>Writes an event that no operation of a test writes.</summary>
    public static async Task AddEventAsync(this ApiKeysDbContext database, string keyId, ApiKeyAction action)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(TestModule.Cancellation);
        database.Add(new ApiKeyEvent
        {
            Id = Ids.New(Ids.EventPrefix, TestModule.Start),
            SubjectId = keyId,
            SubjectTitle = "Gone",
            KeyType = ApiKeyType.Secret,
            Action = action,
            Actor = Actor.System.Id,
            At = TestModule.Start,
            ExecutionId = "wfx_none",
        });
        await database.SaveChangesAsync(TestModule.Cancellation);
        await transaction.CommitAsync(TestModule.Cancellation);
    }
}
