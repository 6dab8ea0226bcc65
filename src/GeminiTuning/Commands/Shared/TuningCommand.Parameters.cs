using System.Collections;
using System.Management.Automation;
using GeminiTuning.Binding;
using GeminiTuning.Completion;

namespace GeminiTuning.Commands;

// The parameters: the examples, the model to tune, and where and how it is tuned.
public abstract partial class TuningCommand
{
    /// <summary>The examples: objects with an input and an output.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "BaseModel")]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "SourceModel")]
    [Alias("Example")]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>The examples where they are already: gs://BUCKET/OBJECT.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "BaseModelOnUri")]
    [Parameter(Mandatory = true, ParameterSetName = "SourceModelOnUri")]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TrainingDataUri { get; set; }

    /// <summary>A file of examples on this computer, in the format of Vertex AI.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "BaseModelOnPath")]
    [Parameter(Mandatory = true, ParameterSetName = "SourceModelOnPath")]
    [OnlyOn<IVertexService>]
    [ValidateNotNullOrEmpty]
    public string? TrainingDataPath { get; set; }

    /// <summary>Examples that are not learned, to measure with.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public PSObject?[]? ValidationExample { get; set; }

    /// <summary>The same, where they are already: gs://BUCKET/OBJECT.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ValidationDataUri { get; set; }

    /// <summary>The same, in a file on this computer.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ValidateNotNullOrEmpty]
    public string? ValidationDataPath { get; set; }

    /// <summary>The base model to tune.</summary>
    [Parameter(ParameterSetName = "BaseModel")]
    [Parameter(ParameterSetName = "BaseModelOnUri")]
    [Parameter(ParameterSetName = "BaseModelOnPath")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BaseModel { get; set; }

    /// <summary>The tuned model to go on from.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "SourceModel")]
    [Parameter(Mandatory = true, ParameterSetName = "SourceModelOnUri")]
    [Parameter(Mandatory = true, ParameterSetName = "SourceModelOnPath")]
    [ResourceNameTransformation]
    [ArgumentCompleter(typeof(TunedModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SourceModel { get; set; }

    /// <summary>The checkpoint of that model to go on from.</summary>
    [Parameter(ParameterSetName = "SourceModel")]
    [Parameter(ParameterSetName = "SourceModelOnUri")]
    [Parameter(ParameterSetName = "SourceModelOnPath")]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(CheckpointCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Checkpoint { get; set; }

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

    /// <summary>The column of the outputs to avoid, in preference pairs.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? RejectedProperty { get; set; }

    /// <summary>What the model is told beforehand in all examples.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SystemInstruction { get; set; }

    /// <summary>The column of what the model is told beforehand.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SystemInstructionProperty { get; set; }

    /// <summary>The tuning method, instead of the one that the examples are for.</summary>
    [Parameter]
    public TuningMethod? Method { get; set; }

    /// <summary>How closely preference tuning keeps the model to its source.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [Number]
    [PositiveNumber]
    public float? Beta { get; set; }

    /// <summary>The metrics by which the service evaluates the checkpoints.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(EvaluationMetricCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? EvaluationMetric { get; set; }

    /// <summary>The folder in Cloud Storage for the results of the evaluation.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string? EvaluationOutputUri { get; set; }

    /// <summary>Keep the model as it is after the last epoch alone.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    public SwitchParameter ExportLastCheckpointOnly { get; set; }

    /// <summary>Labels, for finding and billing.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public IDictionary? Label { get; set; }

    /// <summary>The key of Cloud KMS that the model is encrypted with.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [KmsKeyName]
    public string? KmsKeyName { get; set; }

    /// <summary>The service account that the tuning runs as.</summary>
    [Parameter]
    [OnlyOn<IVertexService>]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ServiceAccount]
    public string? ServiceAccount { get; set; }
}
