using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.Policies;

[Description("How long keys of a type may work.")]
internal sealed record LifetimeJson
{
    [Description("The most days from the creation of a key to its expiry, 1 to 3,650.")]
    public int? MaxDays { get; init; }

    [Description("The days that a new key works if its request has no `expires_at`. At most `max_days`.")]
    public int? DefaultDays { get; init; }

    public static LifetimeJson Of(KeyLifetimePolicy policy) => new() { MaxDays = policy.MaxDays, DefaultDays = policy.DefaultDays };

    public KeyLifetimePolicy ToPolicy() => new() { MaxDays = MaxDays, DefaultDays = DefaultDays };
}

[Description("Whether keys that are not used any more are revoked.")]
internal sealed record IdleRevocationJson
{
    [Description("Keys are revoked that were not used for this many days, 7 to 3,650.")]
    public int? AfterDays { get; init; }

    [Description("How many days before that a key gets notice, 1 to 90. The default is 7.")]
    public int NoticeDays { get; init; } = new IdleRevocationPolicy().NoticeDays;
}

[Description("Which scopes managers may give.")]
internal sealed record ScopeGrantsJson
{
    [Description("With `null`, any scope.")]
    public IReadOnlyList<string>? Scopes { get; init; }
}

[Description("Which users see the addresses of callers in the dashboard.")]
internal sealed record CallerAddressesJson
{
    [Description("The default is `everyone`.")]
    public UserGroup VisibleTo { get; init; } = UserGroup.Everyone;
}

[Description("Which users need a second factor to sign in to the dashboard.")]
internal sealed record SecondFactorJson
{
    [Description("With `null`, those whom the server's configuration names.")]
    public UserGroup? RequiredOf { get; init; }

    [Description("How many days a user may go on without, 0 to 90. The default is 7.")]
    public int GraceDays { get; init; } = new SecondFactorPolicy().GraceDays;
}

[Description("How long counts and callers are kept.")]
internal sealed record UsageRetentionJson
{
    [Description("1 to 3,650. With `null`, as configured.")]
    public int? Days { get; init; }
}
