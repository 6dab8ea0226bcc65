using static GeminiTuning.Emulator.Json.Field;

namespace GeminiTuning.Emulator.Json;

/// <summary>Vertex AI's messages about jobs, field by field from its protos; what the emulator cannot do is not looked into.</summary>
static class VertexProtos
{
    public static ProtoMessage EncryptionSpec { get; } = new(Text("kms_key_name"));

    public static ProtoMessage HyperParameters { get; } = new(
        Int64("epoch_count"),
        Float("learning_rate_multiplier"),
        Enum("adapter_size", VertexEnums.AdapterSize),
        Float("learning_rate"),
        Int64("batch_size"));

    public static ProtoMessage Metric { get; } = new(
        Any("predefined_metric_spec").OneOf("metric_spec"),
        Message("computation_based_metric_spec", new(Enum("type", VertexEnums.ComputationBasedMetricType), Raw("parameters"))).OneOf("metric_spec"),
        Any("llm_based_metric_spec").OneOf("metric_spec"),
        Any("pointwise_metric_spec").OneOf("metric_spec"),
        Any("pairwise_metric_spec").OneOf("metric_spec"),
        Message("exact_match_spec", new()).OneOf("metric_spec"),
        Message("bleu_spec", new(Flag("use_effective_order"))).OneOf("metric_spec"),
        Message("rouge_spec", new(Text("rouge_type"), Flag("use_stemmer"), Flag("split_summaries"))).OneOf("metric_spec"),
        Any("custom_code_execution_spec").OneOf("metric_spec"),
        Enum("aggregation_metrics", VertexEnums.AggregationMetric).Many(),
        Any("metadata"));

    public static ProtoMessage EvaluationConfig { get; } = new(
        Message("metrics", Metric).Many(),
        Message("output_config", new(Message("gcs_destination", new(Text("output_uri_prefix"))).OneOf("destination"))),
        Any("autorater_config"),
        Any("inference_generation_config"),
        Any("dataset_custom_metrics"));

    static readonly ProtoMessage s_score = new(Float("score"));

    /// <summary>The evaluation of a checkpoint.</summary>
    public static ProtoMessage EvaluateDatasetRun { get; } = new(
        Text("operation_name"),
        Text("evaluation_run"),
        Text("checkpoint_id"),
        Message("evaluate_dataset_response", new(
            Message("aggregation_output", new(
                Any("dataset"),
                Message("aggregation_results", new(
                    Message("exact_match_metric_value", s_score),
                    Message("bleu_metric_value", s_score),
                    Message("rouge_metric_value", s_score),
                    Enum("aggregation_metric", VertexEnums.AggregationMetric))).Many())),
            Any("output_info"))),
        Any("error"));

    public static ProtoMessage SupervisedTuningSpec { get; } = new(
        Text("training_dataset_uri"),
        Text("validation_dataset_uri"),
        Message("hyper_parameters", HyperParameters),
        Flag("export_last_checkpoint_only"),
        Message("evaluation_config", EvaluationConfig),
        Enum("tuning_mode", VertexEnums.TuningMode));

    /// <summary>Of Google's SDKs (python-genai, PreferenceOptimizationHyperParameters): no published proto has it.</summary>
    public static ProtoMessage PreferenceHyperParameters { get; } = new(
        Float("beta"),
        Enum("adapter_size", VertexEnums.AdapterSize),
        Int64("epoch_count"),
        Float("learning_rate_multiplier"));

    /// <summary>Of Google's SDKs, too.</summary>
    public static ProtoMessage PreferenceOptimizationSpec { get; } = new(
        Text("training_dataset_uri"),
        Text("validation_dataset_uri"),
        Message("hyper_parameters", PreferenceHyperParameters),
        Flag("export_last_checkpoint_only"));

    public static ProtoMessage TuningJob { get; } = new(
        Text("base_model").OneOf("source_model"),
        Message("pre_tuned_model", new(Text("tuned_model_name"), Text("checkpoint_id"), Text("base_model"))).OneOf("source_model"),
        Message("supervised_tuning_spec", SupervisedTuningSpec).OneOf("tuning_spec"),
        Any("distillation_spec").OneOf("tuning_spec"),
        Any("distillation_sampling_spec").OneOf("tuning_spec"),
        Any("partner_model_tuning_spec").OneOf("tuning_spec"),
        Message("preference_optimization_spec", PreferenceOptimizationSpec).OneOf("tuning_spec"),
        Any("reinforcement_tuning_spec").OneOf("tuning_spec"),
        Any("full_fine_tuning_spec").OneOf("tuning_spec"),
        Any("veo_tuning_spec").OneOf("tuning_spec"),
        Any("veo_lora_tuning_spec").OneOf("tuning_spec"),
        Text("name"),
        Text("tuned_model_display_name"),
        Text("description"),
        Text("custom_base_model"),
        Enum("state", VertexEnums.JobState),
        Enum("tuning_job_state", VertexEnums.TuningJobState),
        Text("create_time"),
        Text("start_time"),
        Text("end_time"),
        Text("update_time"),
        Any("error"),
        Map("labels"),
        Text("experiment"),
        Any("tuned_model"),
        Any("tuning_data_stats"),
        Any("tuning_job_metadata"),
        Text("pipeline_job"),
        Message("encryption_spec", EncryptionSpec),
        Text("service_account"),
        Text("output_uri"),
        Message("evaluate_dataset_runs", EvaluateDatasetRun).Many());

    public static ProtoMessage TuningJobList { get; } = new(Message("tuning_jobs", TuningJob).Many(), Text("next_page_token"));

    public static ProtoMessage BatchPredictionJob { get; } = new(
        Text("name"),
        Text("display_name"),
        Text("model"),
        Text("model_version_id"),
        Text("endpoint"),
        Any("unmanaged_container_model"),
        Message("input_config", new(
            Message("gcs_source", new(Text("uris").Many())).OneOf("source"),
            Any("bigquery_source").OneOf("source"),
            Any("vertex_multimodal_dataset_source").OneOf("source"),
            Text("instances_format"))),
        Any("instance_config"),
        Any("model_parameters"),
        Message("output_config", new(
            Message("gcs_destination", new(Text("output_uri_prefix"))).OneOf("destination"),
            Any("bigquery_destination").OneOf("destination"),
            Any("vertex_multimodal_dataset_destination").OneOf("destination"),
            Text("predictions_format"))),
        Any("dedicated_resources"),
        Text("service_account"),
        Any("manual_batch_tuning_parameters"),
        Flag("generate_explanation"),
        Any("explanation_spec"),
        Any("output_info"),
        Enum("state", VertexEnums.JobState),
        Any("error"),
        Any("partial_failures"),
        Any("resources_consumed"),
        Any("completion_stats"),
        Text("create_time"),
        Text("start_time"),
        Text("end_time"),
        Text("update_time"),
        Map("labels"),
        Message("encryption_spec", EncryptionSpec),
        Any("model_monitoring_config"),
        Any("model_monitoring_stats_anomalies"),
        Any("model_monitoring_status"),
        Flag("disable_container_logging"),
        Flag("satisfies_pzs"),
        Flag("satisfies_pzi"));

    public static ProtoMessage BatchPredictionJobList { get; } = new(
        Message("batch_prediction_jobs", BatchPredictionJob).Many(), Text("next_page_token"));

    public static ProtoMessage UndeployModel { get; } = new(Text("endpoint"), Text("deployed_model_id"), Any("traffic_split"));

    /// <summary>A cancel's body has the job's name, which is in the path too.</summary>
    public static ProtoMessage Cancel { get; } = new(Text("name"));

    public static ProtoMessage Model { get; } = new(
        Text("name"),
        Text("version_id"),
        Text("version_aliases").Many(),
        Text("version_create_time"),
        Text("version_update_time"),
        Text("display_name"),
        Text("description"),
        Text("version_description"),
        Text("default_checkpoint_id"),
        Any("predict_schemata"),
        Text("metadata_schema_uri"),
        Any("metadata"),
        Any("supported_export_formats").Many(),
        Text("training_pipeline"),
        Text("pipeline_job"),
        Any("container_spec"),
        Text("artifact_uri"),
        Any("supported_deployment_resources_types").Many(),
        Text("supported_input_storage_formats").Many(),
        Text("supported_output_storage_formats").Many(),
        Text("create_time"),
        Text("update_time"),
        Any("deployed_models").Many(),
        Any("explanation_spec"),
        Text("etag"),
        Map("labels"),
        Any("data_stats"),
        Message("encryption_spec", EncryptionSpec),
        Message("model_source_info", new(Enum("source_type", VertexEnums.ModelSourceType), Flag("copy"))),
        Any("original_model_info"),
        Text("metadata_artifact"),
        Any("base_model_source"),
        Flag("satisfies_pzs"),
        Flag("satisfies_pzi"),
        Any("checkpoints").Many());

    public static ProtoMessage ModelList { get; } = new(Message("models", Model).Many(), Text("next_page_token"));

    public static ProtoMessage Endpoint { get; } = new(
        Text("name"),
        Text("display_name"),
        Text("description"),
        Any("deployed_models").Many(),
        Any("traffic_split"),
        Text("etag"),
        Map("labels"),
        Text("create_time"),
        Text("update_time"),
        Message("encryption_spec", EncryptionSpec),
        Text("network"),
        Flag("enable_private_service_connect"),
        Any("private_service_connect_config"),
        Text("model_deployment_monitoring_job"),
        Any("predict_request_response_logging_config"),
        Flag("dedicated_endpoint_enabled"),
        Text("dedicated_endpoint_dns"),
        Any("client_connection_config"),
        Flag("satisfies_pzs"),
        Flag("satisfies_pzi"),
        Any("gen_ai_advanced_features_config"),
        Flag("private_model_server_enabled"));

    public static ProtoMessage PublisherModel { get; } = new(
        Text("name"),
        Text("version_id"),
        Enum("open_source_category", VertexEnums.OpenSourceCategory),
        Any("supported_actions"),
        Text("frameworks").Many(),
        Enum("launch_stage", VertexEnums.LaunchStage),
        Any("version_state"),
        Text("publisher_model_template"),
        Any("predict_schemata"),
        Any("parent"));

    public static ProtoMessage Context { get; } = new(
        Text("name"),
        Text("display_name"),
        Text("etag"),
        Map("labels"),
        Text("create_time"),
        Text("update_time"),
        Text("parent_contexts").Many(),
        Text("schema_title"),
        Text("schema_version"),
        Any("metadata"),
        Text("description"));

    public static ProtoMessage TensorboardRun { get; } = new(
        Text("name"),
        Text("display_name"),
        Text("description"),
        Text("create_time"),
        Text("update_time"),
        Map("labels"),
        Text("etag"));

    public static ProtoMessage TensorboardRunList { get; } = new(Message("tensorboard_runs", TensorboardRun).Many(), Text("next_page_token"));

    public static ProtoMessage TimeSeries { get; } = new(
        Text("name"),
        Text("display_name"),
        Text("description"),
        Enum("value_type", VertexEnums.TimeSeriesValueType),
        Text("create_time"),
        Text("update_time"),
        Text("etag"),
        Text("plugin_name"),
        Text("plugin_data"),
        Any("metadata"));

    public static ProtoMessage TimeSeriesList { get; } = new(Message("tensorboard_time_series", TimeSeries).Many(), Text("next_page_token"));

    static readonly ProtoMessage s_timeSeriesData = new(
        Text("tensorboard_time_series_id"), Enum("value_type", VertexEnums.TimeSeriesValueType), Any("values").Many());

    public static ProtoMessage TimeSeriesData { get; } = new(Message("time_series_data", s_timeSeriesData));

    public static ProtoMessage TimeSeriesDataList { get; } = new(Message("time_series_data", s_timeSeriesData).Many());

    public static ProtoMessage PublisherModelList { get; } = new(Message("publisher_models", PublisherModel).Many(), Text("next_page_token"));
}
