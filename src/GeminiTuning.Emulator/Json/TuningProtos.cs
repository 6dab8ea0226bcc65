using static GeminiTuning.Emulator.Json.Field;

namespace GeminiTuning.Emulator.Json;

/// <summary>The messages about tuned models, field by field from the protos.</summary>
static class TuningProtos
{
    public static ProtoMessage TuningExample { get; } = new(
        Text("text_input").OneOf("model_input"),
        Text("output"));

    public static ProtoMessage Hyperparameters { get; } = new(
        Float("learning_rate").OneOf("learning_rate_option"),
        Float("learning_rate_multiplier").OneOf("learning_rate_option"),
        Int32("epoch_count"),
        Int32("batch_size"));

    public static ProtoMessage TuningSnapshot { get; } = new(
        Int32("step"), Int32("epoch"), Float("mean_loss"), Text("compute_time"));

    public static ProtoMessage TuningTask { get; } = new(
        Text("start_time"),
        Text("complete_time"),
        Message("snapshots", TuningSnapshot).Many(),
        Message("training_data", new(
            Message("examples", new(Message("examples", TuningExample).Many())).OneOf("dataset"))),
        Message("hyperparameters", Hyperparameters));

    public static ProtoMessage TunedModel { get; } = new(
        Message("tuned_model_source", new(Text("tuned_model"), Text("base_model"))).OneOf("source_model"),
        Text("base_model").OneOf("source_model"),
        Text("name"),
        Text("display_name"),
        Text("description"),
        Float("temperature"),
        Float("top_p"),
        Int32("top_k"),
        Enum("state", ProtoEnums.TunedModelState),
        Text("create_time"),
        Text("update_time"),
        Message("tuning_task", TuningTask),
        Int64("reader_project_numbers").Many());

    public static ProtoMessage TunedModelList { get; } = new(
        Message("tuned_models", TunedModel).Many(), Text("next_page_token"));

    public static ProtoMessage Permission { get; } = new(
        Text("name"),
        Enum("grantee_type", ProtoEnums.GranteeType),
        Text("email_address"),
        Enum("role", ProtoEnums.Role));

    public static ProtoMessage PermissionList { get; } = new(
        Message("permissions", Permission).Many(), Text("next_page_token"));

    public static ProtoMessage TransferOwnership { get; } = new(Text("name"), Text("email_address"));

    /// <summary>Of an operation, only what it answers holds an enum.</summary>
    public static ProtoMessage Operation { get; } = new(Message("response", TunedModel));

    public static ProtoMessage OperationList { get; } = new(Message("operations", Operation).Many());

    /// <summary>A message without fields, or one without enums that is only written.</summary>
    public static ProtoMessage Plain { get; } = new();
}
