using System.Runtime.CompilerServices;
using Bunit;

namespace ApiKeys.UnitTests.Admin;

/// <summary>A component test waits for a render as long as a busy machine may take, and not the second that bUnit allows.</summary>
internal static class PatientWaits
{
    [ModuleInitializer]
    internal static void Set() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
