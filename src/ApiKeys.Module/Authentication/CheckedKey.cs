using ApiKeys.Authentication.Refusals;
using ApiKeys.Keys;
using ApiKeys.Verification;

namespace ApiKeys.Authentication;

/// <summary>
/// What a scheme found before an endpoint with a gate of its own is reached: the gate takes it over, so that the key is verified and its use noted once.
/// </summary>
internal sealed record CheckedKey(ApiKeyType Type, VerifiedKey? Key, Refusal? Refusal);
