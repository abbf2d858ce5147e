using System.Reflection;
using System.Runtime.CompilerServices;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ApiKeys.UnitTests.Module;

/// <summary>Rules that hold for a reason, and that the compiler does not know.</summary>
public sealed class ConventionTests
{
    private static readonly Assembly Module = typeof(IApiKeyModuleService).Assembly;

    private static readonly IReadOnlyList<Type> Types =
        [.. Module.GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.Contains('<'))];

    // What is open to inheritance is a promise. Only what is abstract, made for it, is open; and the events of a scheme, which ASP.NET Core has apps derive.
    [Fact]
    public void Classes_are_sealed_unless_abstract() =>
        Assert.DoesNotContain(Types, type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !IsGenerated(type) && type != typeof(ApiKeyAuthenticationEvents));

    // The tables are ours to change: who needs data asks the service. Migrations are as the tool writes them.
    [Fact]
    public void Nothing_of_the_storage_is_public() =>
        Assert.DoesNotContain(Types, type => InNamespace(type, "ApiKeys.Storage") && type.IsVisible && !IsGenerated(type));

    // Host code programs against interfaces and results; a public service class could be newed around dependency injection.
    [Fact]
    public void Public_interfaces_are_implemented_internally() =>
        Assert.DoesNotContain(Types, type => type is { IsClass: true, IsVisible: true }
            && type.GetInterfaces().Any(implemented => implemented.Assembly == Module && implemented.IsVisible));

    // A token held by anything but the answer to the call that made it lives longer than that call (I1).
    [Fact]
    public void Only_the_answer_to_a_creation_holds_a_token()
    {
        var holders = Types.Where(type => type
            .GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Any(field => field.FieldType == typeof(ApiKeyToken)));

        Assert.Equal([typeof(CreatedApiKey)], holders);
    }

    // A journal written by a process that died is undone by another, which finds workflows and steps by their names.
    [Fact]
    public async Task Every_workflow_is_registered_with_its_steps()
    {
        await using var module = new TestModule();
        var registry = module.Get<WorkflowRegistry>();
        var defined = from type in Types
                      from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                      where typeof(Workflow).IsAssignableFrom(property.PropertyType)
                      select (Workflow)property.GetValue(module.Get(type))!;

        Assert.Equal(defined.OrderBy(workflow => workflow.Name, StringComparer.Ordinal), registry.Workflows.OrderBy(workflow => workflow.Name, StringComparer.Ordinal));
        Assert.All(registry.Workflows.SelectMany(workflow => workflow.Steps), step => Assert.Same(step, registry.Step(step.Name)));
    }

    // Stored names, once released, stay. This list only grows.
    [Fact]
    public async Task Stored_names_are_these()
    {
        await using var module = new TestModule();
        var workflows = module.Get<WorkflowRegistry>().Workflows;

        Assert.Equal(
            [
                "abort-roll", "activate-api-keys", "cancel-revocation", "create-api-keys", "create-sales-channels", "delete-api-keys",
                "delete-sales-channels", "discard-unconfirmed-keys", "end-keys", "link-sales-channels", "revoke-api-keys", "revoke-idle-keys",
                "roll-api-keys", "update-api-keys", "update-policy", "update-sales-channels", "warn-of-expiry", "warn-of-idle",
            ],
            workflows.Select(workflow => workflow.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "abort-roll", "activate-api-keys", "cancel-revocation", "delete-api-keys", "delete-sales-channels", "discard-unconfirmed-keys",
                "end-keys", "insert-api-keys", "insert-replacements", "insert-sales-channels", "link-sales-channels", "replace-api-keys",
                "revoke-api-keys", "revoke-idle-keys", "update-api-keys", "update-policy", "update-sales-channels", "warn-of-expiry", "warn-of-idle",
            ],
            workflows.SelectMany(workflow => workflow.Steps).Select(step => step.Name).Distinct().Order(StringComparer.Ordinal));
    }

    // SQLite can neither order nor compare EF's text form of a moment, and a stored offset would make equal moments unequal.
    [Fact]
    public async Task Every_time_is_stored_in_UTC_as_a_number()
    {
        await using var module = new TestModule();
        await using var database = module.OpenDatabase();
        var properties = database.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).ToList();
        var times = properties.Where(property => property.ClrType == typeof(DateTimeOffset) || property.ClrType == typeof(DateTimeOffset?)).ToList();

        Assert.NotEmpty(times);
        Assert.All(times, time => Assert.IsType<UnixMillisecondsConverter>(time.GetTypeMapping().Converter));
        Assert.DoesNotContain(properties, property => property.ClrType == typeof(DateTime) || property.ClrType == typeof(DateTime?));
    }

    // The engine is to be used by hosts for their own workflows: it must not come to know what a key is.
    [Fact]
    public void Engine_knows_nothing_of_keys()
    {
        var engine = Types.Where(type => InNamespace(type, "ApiKeys.Workflows"));
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        var known = engine.SelectMany(type => type.GetFields(all).Select(field => field.FieldType)
            .Concat(type.GetMethods(all).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.GetConstructors(all).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType))));

        Assert.DoesNotContain(known, type => InNamespace(type, "ApiKeys.Keys") || InNamespace(type, "ApiKeys.Tokens") || InNamespace(type, "ApiKeys.Storage"));
    }

    private static bool InNamespace(Type type, string name) =>
        type.Namespace == name || type.Namespace?.StartsWith(name + ".", StringComparison.Ordinal) == true;

    private static bool IsGenerated(Type type) => type.IsSubclassOf(typeof(Migration)) || type.Name.EndsWith("ModelSnapshot", StringComparison.Ordinal);
}
