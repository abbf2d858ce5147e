using System.Reflection;

namespace ApiKeys.Admin.Settings;

/// <summary>The version of this build, by the last tag: <c>0.2.0</c>, or a preview such as <c>0.1.0-alpha.0.312</c>.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
