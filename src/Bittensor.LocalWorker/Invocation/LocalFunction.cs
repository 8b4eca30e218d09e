using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.LocalWorker.Invocation;

/// <summary>A checked function, ready to run.</summary>
internal sealed class LocalFunction(FunctionMethod method, ITriggerKind kind, IReadOnlyList<ArgumentBinder> binders) : FunctionDefinition
{
    /// <summary>The method behind the function.</summary>
    public FunctionMethod Source { get; } = method;

    /// <summary>What runs it.</summary>
    public ITriggerKind Kind { get; } = kind;

    /// <summary>How its arguments are made, in order.</summary>
    public IReadOnlyList<ArgumentBinder> Binders { get; } = binders;

    /// <inheritdoc/>
    public override string PathToAssembly => Source.Type.Assembly.Location;

    /// <inheritdoc/>
    public override string EntryPoint => Source.EntryPoint;

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Name => Source.Name;

    /// <inheritdoc/>
    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty.Add(
            method.TriggerParameter.Name!, new LocalBindingMetadata(method.TriggerParameter.Name!, kind.BindingType));

    private sealed class LocalBindingMetadata(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;
    }
}
