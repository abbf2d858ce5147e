using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.Passkeys;

/// <summary>A passkey of a user. Its public key is stored; the private one never leaves the device.</summary>
/// <remarks>Not Identity's own table: that one keeps all of it as JSON, which has no last use, and which files of an export have no form for.</remarks>
internal sealed class UserPasskey
{
    public const string IdPrefix = "psk_";

    // What WebAuthn allows.
    public const int CredentialIdMaxLength = 1023;
    public const int NameMaxLength = 60;
    public const int TransportsMaxLength = 100;

    /// <summary>Names the passkey to its user.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>Names the passkey to the device that has it.</summary>
    public required byte[] CredentialId { get; init; }

    public required byte[] PublicKey { get; init; }

    /// <summary>How often the device says that it has signed. Many say 0 always.</summary>
    public required long SignCount { get; set; }

    /// <summary>How a browser reaches the device, separated by commas.</summary>
    public required string Transports { get; init; }

    /// <summary>Whether the device checks who holds it, by a PIN or a fingerprint.</summary>
    public required bool IsUserVerified { get; set; }

    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; set; }

    public required byte[] AttestationObject { get; init; }

    public required byte[] ClientDataJson { get; init; }

    /// <summary>What its user calls it.</summary>
    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; set; }

    public static UserPasskey Of(string userId, UserPasskeyInfo passkey, TimeProvider timeProvider) => new()
    {
        Id = Ids.New(IdPrefix, timeProvider),
        UserId = userId,
        CredentialId = passkey.CredentialId,
        PublicKey = passkey.PublicKey,
        SignCount = passkey.SignCount,
        Transports = string.Join(',', passkey.Transports ?? []) is { Length: <= TransportsMaxLength } transports ? transports : "",
        IsUserVerified = passkey.IsUserVerified,
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
        AttestationObject = passkey.AttestationObject,
        ClientDataJson = passkey.ClientDataJson,
        Name = passkey.Name ?? "Passkey",
        CreatedAt = timeProvider.GetUtcNow(),
        LastUsedAt = null,
    };

    /// <summary>Takes over what a use of the passkey told.</summary>
    public void Update(UserPasskeyInfo passkey)
    {
        SignCount = passkey.SignCount;
        IsUserVerified = passkey.IsUserVerified;
        IsBackedUp = passkey.IsBackedUp;
        Name = passkey.Name ?? Name;
    }

    public UserPasskeyInfo ToPasskey() => new(
        CredentialId,
        PublicKey,
        CreatedAt,
        (uint)SignCount,
        Transports.Length == 0 ? null : Transports.Split(','),
        IsUserVerified,
        IsBackupEligible,
        IsBackedUp,
        AttestationObject,
        ClientDataJson)
    {
        Name = Name,
    };
}
