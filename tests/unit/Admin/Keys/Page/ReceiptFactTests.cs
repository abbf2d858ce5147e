using ApiKeys.Admin.Components.Keys.Page;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Keys.Page;

public sealed class ReceiptFactTests : ComponentTestContext
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 3, 4, 218, TimeSpan.Zero);

    [Fact]
    public void Complete_receipt_says_on_how_many_nodes_since_when_and_what_came_before_and_after()
    {
        var text = Text(new RevocationReceipt(At, [Node("one", ReceiptNodeState.Applied, At)], IsComplete: true), lastAccepted: At.AddMinutes(-2), attempts: 1);

        Assert.Equal(
            "Refused on 1 of 1 node since 2 Mar 2026, 12:03:04.218 UTC. Last accepted 2 Mar 2026, 12:01:04.218 UTC; 1 attempt since.", text);
    }

    [Fact]
    public void Several_nodes_are_named_each_with_how_it_is_known()
    {
        var fact = Show(new RevocationReceipt(
            At, [Node("one", ReceiptNodeState.Applied, At), Node("two", ReceiptNodeState.Fenced, At.AddSeconds(1))], IsComplete: true));

        Assert.StartsWith("Refused on 2 of 2 nodes since 2 Mar 2026, 12:03:05.218 UTC.", Words(fact.Find(".receipt").TextContent), StringComparison.Ordinal);
        Assert.Equal(
            ["one applied it 2 Mar 2026, 12:03:04.218 UTC", "two was silent or ended, and trusts its memory no more 2 Mar 2026, 12:03:05.218 UTC"],
            fact.FindAll(".receipt-nodes li").Select(item => Words(item.TextContent)));
    }

    [Fact]
    public void Incomplete_receipt_says_how_many_nodes_refuse_the_token_so_far()
    {
        var text = Text(new RevocationReceipt(At, [Node("one", ReceiptNodeState.Applied, At), Node("two", ReceiptNodeState.Waiting, null)], IsComplete: false));

        Assert.StartsWith("1 of 2 nodes so far refuse the token. The receipt is completed when the last node has answered.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Incomplete_receipt_of_a_scheduled_revocation_says_how_many_nodes_know_of_it()
    {
        var text = Text(new RevocationReceipt(At, [Node("one", ReceiptNodeState.Waiting, null)], IsComplete: false), ApiKeyStatus.Revoking);

        Assert.StartsWith("0 of 1 node so far know of the revocation.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Incomplete_receipt_without_nodes_is_not_taken_for_a_proof() =>
        Assert.StartsWith("Not confirmed yet. The receipt is completed", Text(new RevocationReceipt(At, [], IsComplete: false)), StringComparison.Ordinal);

    [Fact]
    public void Scheduled_revocation_is_known_and_not_yet_in_effect()
    {
        var text = Text(
            new RevocationReceipt(At.AddDays(1), [Node("one", ReceiptNodeState.Applied, At)], IsComplete: true), ApiKeyStatus.Revoking, lastAccepted: At, attempts: 0);

        Assert.Equal("Known to 1 of 1 node; refused from 3 Mar 2026, 12:03:04.218 UTC.", text);
    }

    [Fact]
    public void Without_memory_or_without_a_receipt_it_says_what_is_certain()
    {
        Assert.Equal(
            "Every request asked the database, which has refused the token since 2 Mar 2026, 12:03:04.218 UTC. It was never used; no attempt since.",
            Text(new RevocationReceipt(At, [], IsComplete: true), attempts: 0));
        Assert.Equal(
            "No receipt was kept. A node refuses the token one second after the revocation at the latest, unless it was given an offline grace.", Text(receipt: null));
    }

    private static ReceiptNode Node(string name, ReceiptNodeState state, DateTimeOffset? since) => new($"node_{name}", name, state, since);

    private string Text(
        RevocationReceipt? receipt, ApiKeyStatus status = ApiKeyStatus.Revoked, DateTimeOffset? lastAccepted = null, long? attempts = null) =>
        Words(Show(receipt, status, lastAccepted, attempts).Find(".receipt").TextContent);

    private IRenderedComponent<ReceiptFact> Show(
        RevocationReceipt? receipt, ApiKeyStatus status = ApiKeyStatus.Revoked, DateTimeOffset? lastAccepted = null, long? attempts = null) =>
        Render<ReceiptFact>(parameters => parameters
            .Add(fact => fact.Key, Key(status, receipt))
            .Add(fact => fact.LastAcceptedAt, lastAccepted)
            .Add(fact => fact.AttemptsSince, attempts));

    private static ApiKeyDetails Key(ApiKeyStatus status, RevocationReceipt? receipt) => new()
    {
        Id = "apk_1",
        Type = ApiKeyType.Secret,
        Title = "Till",
        Description = "",
        Redacted = "sk_shop_Ab3f…x9Qz",
        PublicToken = null,
        Scopes = [],
        Status = status,
        ActivatedAt = At.AddDays(-1),
        ExpiresAt = null,
        RevokedAt = receipt?.RevokedAt ?? At,
        RevokedBy = "user_1",
        RevokeReason = null,
        Receipt = receipt,
        ReplacesId = null,
        ReplacedEndsAfter = null,
        LastUsedAt = null,
        OwnedBy = null,
        CreatedBy = "user_1",
        CreatedAt = At.AddDays(-1),
        UpdatedAt = At,
        SalesChannels = [],
        ConfirmBefore = null,
        Version = Guid.Empty,
    };

    private static string Words(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
