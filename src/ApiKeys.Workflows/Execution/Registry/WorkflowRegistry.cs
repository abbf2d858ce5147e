using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Workflows;

/// <summary>Every workflow and step by its stored name, so that a journal written by a process that died can be undone by another.</summary>
/// <remarks>
/// Asks for the workflows when they are first needed, and not to be made: a host's step may want the key service, which wants the runner, which wants
/// this. The container would not see that circle and go round in it.
/// </remarks>
internal sealed class WorkflowRegistry(IServiceProvider services)
{
    private readonly Lazy<WorkflowIndex> _index = new(
        () => new WorkflowIndex(
            services.GetServices<Workflow>().Concat(services.GetServices<WorkflowSource>().SelectMany(source => source(services))),
            services.GetServices<WorkflowHook>()));

    private readonly Lazy<IReadOnlyList<AfterCommitStage>> _stages = new(() => [.. services.GetServices<AfterCommitStage>()]);

    public IReadOnlyCollection<Workflow> Workflows => _index.Value.Workflows;

    public IReadOnlyList<AfterCommitStage> Stages => _stages.Value;

    /// <summary>Refuses, when the host starts, definitions that don't fit together.</summary>
    /// <exception cref="InvalidOperationException">Two of one name, or a hook behind a step without a way back.</exception>
    public void Validate() => _ = _index.Value;

    public IReadOnlyList<WorkflowHook<TInput, TOutput>> HooksOf<TInput, TOutput>(Workflow<TInput, TOutput> workflow) =>
        _index.Value.HooksOf(workflow);

    public void Require(Workflow workflow) => _index.Value.Require(workflow);

    public AfterCommitStage Stage(Type type) => Stages.FirstOrDefault(type.IsInstanceOfType)
        ?? throw new InvalidOperationException($"No stage of the type {type.Name} is registered. Register it with AddAfterCommitStage.");

    public Step Step(string name) => _index.Value.Step(name);
}
