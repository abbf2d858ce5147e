using ApiKeys.Admin.Endpoints.Keys;

namespace ApiKeys.Admin.Endpoints.OpenApi.Examples;

/// <summary>What the routes of keys would answer.</summary>
internal static class KeyExamples
{
    // The token of a secret key is told in this answer alone, and taken from where a publishable key's lies.
    private static readonly CreatedKeyAnswer Made = new(new CreatedApiKey(
        ExampleThings.Secret with { PublicToken = ExampleThings.SecretToken, LastUsedAt = null }, Token: null));

    private static readonly ReceiptAnswer? Receipt = ReceiptAnswer.Of(ExampleThings.Revoked.Receipt);

    public static object One { get; } = new KeyAnswers.OneKey(Write(ExampleThings.Secret));

    public static object Linked { get; } = new KeyAnswers.OneKey(Write(ExampleThings.Publishable));

    public static object Many { get; } =
        new KeyAnswers.ManyKeys([Write(ExampleThings.Secret), Write(ExampleThings.Publishable)], Count: 2, Offset: 0, Limit: 20);

    public static object Created { get; } = new KeyAnswers.NewKey(Made);

    public static object Rolled { get; } = new RolledKeyAnswer(Made, ExampleThings.Secret.ExpiresAt, ExampleThings.Revoked.RevokedAt, Warning: null, Receipt);

    public static object Activated { get; } = new KeyAnswers.ActivatedKey(Write(ExampleThings.Secret), Receipt);

    public static object Revoked { get; } = new KeyAnswers.RevokedKey(Write(ExampleThings.Revoked), Receipt);

    public static object RevokedMany { get; } =
        new KeyAnswers.RevokedKeys([Write(ExampleThings.Revoked)], [new KeyAnswers.ReceiptOfKey(ExampleThings.Revoked.Id, Receipt)]);

    public static object Deleted { get; } = new Deletion(ExampleThings.Revoked.Id, KeyAnswers.Noun, Deleted: true);

    private static Dictionary<string, object?> Write(ApiKeyDetails key) => KeyAnswers.Write(key, KeyMembers.Default);
}
