using System.Runtime.InteropServices;

namespace ApiKeys.Usage.Flush;

/// <summary>Names a row of counts.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct UseHour(string KeyId, DateTimeOffset Hour, VerificationCode Code);
