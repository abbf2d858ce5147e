using ApiKeys.Admin.Components.Theme;

namespace ApiKeys.Admin.Components.Shared.Menus;

/// <summary>One act in the menu of a row.</summary>
/// <param name="Text">A verb, and its object where the row has several.</param>
/// <param name="Icon">One of <see cref="AppIcons"/>.</param>
/// <param name="Run">Starts it, most often by a dialog.</param>
/// <param name="IsDestructive">Whether it takes away what people rely on.</param>
public sealed record RowAct(string Text, string Icon, Func<Task> Run, bool IsDestructive = false);
