using System.Runtime.InteropServices;

namespace ApiKeys.Verification.Nodes;

/// <summary>A node's sign of life.</summary>
/// <param name="SentAt">When it was sent, by the monotonic clock.</param>
/// <param name="WasSeen">Whether the others could see this node all the time before.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NodeRenewal(long SentAt, bool WasSeen);
