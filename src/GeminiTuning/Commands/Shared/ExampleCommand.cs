using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;
using GeminiTuning.Pipeline;

namespace GeminiTuning.Commands;

/// <summary>The base of the cmdlets that take examples from the pipeline and need no service.</summary>
public abstract class ExampleCommand : AsyncCommand
{
    ExampleBinder? _binder;

    /// <summary>The examples: of Import-TuningExample, or objects with an input and an output.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Example")]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>The column of the inputs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? InputProperty { get; set; }

    /// <summary>The column of the outputs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? OutputProperty { get; set; }

    /// <summary>The column of the system instructions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SystemInstructionProperty { get; set; }

    /// <summary>The column of the outputs to avoid, in preference pairs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? RejectedProperty { get; set; }

    private protected ExampleBinder Binder => _binder ??= NewBinder();

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunNow(() =>
    {
        foreach (var item in Wrapping.Items(InputObject))
            Take(item, Binder.Read(item, out var problem), problem);
    });

    /// <summary>Takes an object from the pipeline.</summary>
    /// <param name="item">The object.</param>
    /// <param name="example">The example that it is; null if it isn't one.</param>
    /// <param name="problem">Why it isn't an example.</param>
    private protected abstract void Take(PSObject? item, TuningExample? example, string? problem);

    private protected ExampleBinder NewBinder() => new(new ColumnChoice(InputProperty, OutputProperty, SystemInstructionProperty, RejectedProperty));

    /// <summary>Writes an error about an object that isn't an example, or that can't be used.</summary>
    private protected void WriteProblem(PSObject? item, string problem) => WriteFault(new TuningDataException(problem), item);
}
