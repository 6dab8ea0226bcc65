using System.Globalization;
using GeminiTuning.Binding;
using static GeminiTuning.MessageText;

namespace GeminiTuning;

/// <summary>All texts that the cmdlets show to users: errors, advice, warnings, verbose messages, confirmation prompts, progress,
/// and tooltips of completions. For their style, see docs/style.md.</summary>
static class Messages
{
    // Actions, as -WhatIf and -Confirm show them

    public static string ActionSendPrompts(int count) => $"Send {Count(count, "prompt")} in one batch";

    public static string ActionCancel => "Cancel";

    public static string ActionChangeRole(PermissionRole role) => string.Create(Invariant, $"Change the role to {role}");

    public static string ActionClose => "Close";

    public static string ActionGrant(PermissionRole role, Grantee grantee) => string.Create(Invariant, $"Grant {role} to {grantee}");

    public static string ActionMakeOwner(Grantee owner) => string.Create(Invariant, $"Transfer ownership to {owner} and make you a writer");

    public static string ActionRemove => "Remove";

    public static string ActionRemoveSignIns => "Remove the stored sign-ins";

    public static string ActionRevoke => "Revoke";

    public static string ActionRevokeFrom(Grantee grantee) => string.Create(Invariant, $"Revoke from {grantee}");

    public static string ActionSet(string changes) => $"Set {changes}";

    public static string ActionStartEmulator => "Start the emulator";

    public static string ActionStopEmulator => "Stop the emulator";

    public static string ActionTune(string from, string on, Hyperparameters how, ExampleLimits limits, int? count)
    {
        var all = how with { EpochCount = how.EpochCount ?? limits.DefaultEpochCount, BatchSize = how.BatchSize ?? limits.DefaultBatchSize };
        var about = all == how ? "" : "about ";
        string[] parts =
        [
            $"Tune {from} on {on}",
            .. how.ToString() is { Length: > 0 } text ? [text] : Array.Empty<string>(),
            .. Defaults(how, all),
            .. count is { } known && all.StepCount(known) is { } steps ? [$"{about}{Count(steps, "step")}"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    static IEnumerable<string> Defaults(Hyperparameters how, Hyperparameters all)
    {
        if (how.EpochCount is null && all.EpochCount is { } epochs)
            yield return $"{Count(epochs, "epoch")} by default";
        if (how.BatchSize is null && all.BatchSize is { } batch)
            yield return string.Create(Invariant, $"batch size {batch} by default");
        if ((all.EpochCount, all.BatchSize) is (null, _) or (_, null))
            yield return (all.EpochCount, all.BatchSize) switch
            {
                (null, null) => "epochs and batch size chosen by the service",
                (null, _) => "epochs chosen by the service",
                _ => "batch size chosen by the service",
            };
    }

    public static string Examples(int count, TuningMethod method = TuningMethod.Supervised) => Count(count, method == TuningMethod.Preference ? "preference pair" : "example");

    public static string ActionTuneFile(string uri, TuningMethod method) => method == TuningMethod.Preference ? $"the preference pairs in {uri}" : uri;

    /// <param name="estimate">The tokens of the dataset.</param>
    /// <param name="epochs">The number of epochs; null if the service chooses it.</param>
    /// <param name="price">The price of a million tokens; null if it isn't known.</param>
    public static string TrainingTokens(TokenEstimate estimate, int? epochs, double? price)
    {
        double times = epochs ?? 1;
        var about = estimate.IsSampled ? "about " : "";
        var how = epochs is null ? " per epoch" : string.Create(Invariant, $" ({estimate.Tokens:N0} x {Count(epochs.Value, "epoch")})");
        var text = $"{about}{string.Create(Invariant, $"{estimate.Tokens * times:N0}")} training tokens{how}";
        if (estimate is { LowerTokens: { } least, UpperTokens: { } most })
            text += string.Create(Invariant, $", 95% interval {least * times:N0} to {most * times:N0}");
        if (estimate.IsSampled)
            text += string.Create(Invariant, $", estimated from {estimate.CountedExampleCount:N0} of {Count(estimate.ExampleCount, "example")}");
        return price is { } million ? $"{text}, {TrainingCost(estimate, times * million / 1e6, epochs is null)}" : text;
    }

    static string TrainingCost(TokenEstimate estimate, double price, bool isPerEpoch)
    {
        var interval = estimate is { LowerTokens: { } least, UpperTokens: { } most } ? $" ({Money(least * price)} to {Money(most * price)})" : "";
        return $"cost {(estimate.IsSampled ? "about " : "")}{Money(estimate.Tokens * price)}{interval}{(isPerEpoch ? " per epoch" : "")}";
    }

    // Small datasets cost less than a hundredth of most currencies.
    static string Money(double amount) => amount is > 0 and < 0.0001 ? "less than 0.0001"
        : amount.ToString(amount < 1 ? "0.00##" : "#,0.00", Invariant);

    public static string TuningUses(string tokens) => $"The tuning uses {tokens}.";

    public static string NoTokenCount(ServiceName service) => $"{service} doesn't count tokens.";

    public static string TokensNotCounted(string reason) => $"The training tokens weren't counted, so the cost isn't known. {Sentence(reason)}";

    public static string ServiceBaseModel => "the base model of the service";

    public static string SessionConnection => "Session connection";

    public static string ActionExport => "Write the examples";

    public static string ActionExportReport => "Write the report";

    // Progress, in progress bars and verbose messages

    public static string ActivityFollowing => "Following the loss";

    public static string ActivityBatch(string batch) => $"Running batch {batch}";

    public static string ActivityMeasuring => "Measuring tuned models";

    public static string ActivityPrompts => "Sending prompts";

    public static string ActivityTuning(string model) => $"Tuning {model}";

    public static string ActivityUploading(string uri) => $"Uploading {uri}";

    public static string StageOf(string name, string stage) => $"{name}: {Sentence(stage)}";

    public static string ActivityWaiting => "Waiting for jobs";

    public static string StatusEnded(int ended, int total) => string.Create(Invariant, $"{ended:#,0} of {total:#,0} ended");

    public static string StatusAnswered(long answered, long failed, string? rate) =>
        string.Create(Invariant, $"{answered:N0} answered, {failed:N0} failed") + (rate is null ? "" : $", {rate}");

    public static string StatusEpoch(string steps, int epoch) => string.Create(Invariant, $"{steps}, epoch {epoch}");

    public static string StatusIsCancelled => "Canceling";

    public static string StatusIsMadeReady => "Preparing the tuned model";

    public static string StatusLoss(string steps, int epoch, float meanLoss) =>
        string.Create(Invariant, $"{steps}, epoch {epoch}, mean loss {meanLoss:0.####}");

    public static string StatusPerMinute(double count) => string.Create(Invariant, $"{count:0.#} per minute");

    public static string StatusPerSecond(double count) => string.Create(Invariant, $"{count:#,0.#} per second");

    public static string StatusReadsDataset => "Processing the dataset";

    public static string StatusStep(int step) => string.Create(Invariant, $"Step {step}");

    public static string StatusStepOf(int step, int total) => string.Create(Invariant, $"Step {step} of {total}");

    public static string StatusUploaded(UploadProgress upload) =>
        string.Create(Invariant, $"{upload.Sent / MegaByte:0.0} of {upload.Total / MegaByte:0.0} MB");

    public static string StatusWaits => "Waiting to start";

    public static string StatusWaitsForCapacity => "Waiting for capacity";

    public static string StatusWaitsForQuota => "Waiting for the quota of concurrent tuning jobs";

    public static string ActivityReading(string file) => $"Reading {file}";

    public static string StatusRead(int count) => Count(count, "example");

    // Connecting

    public static string AddressNotWhole =>
        "The address is invalid. Include the scheme and host, for example https://generativelanguage.googleapis.com.";

    public static string Connected(TuningConnection connection) => $"Connected to {connection}, {CredentialOf(connection)}.";

    public static string ConnectedAmbient(TuningConnection connection, string origin) =>
        $"Connected to {connection}, {CredentialOf(connection)}, from {origin}.";

    public static string ConnectionIsCopy =>
        "A connection can't be used in a job or in another process, because its credential isn't passed on. Run Connect-GeminiTuning inside the job.";

    public static string EmulatorRunsAlready(Uri endpoint) =>
        $"An emulator is already running in this session at {endpoint}. Stop it first with Stop-TuningEmulator.";

    public static string FaultsUnclear(string problem) => $"{Sentence(problem)} Check -Fault, -FaultRate, and -FaultSeed.";

    public static string NoEmulatorRuns => "No emulator is running in this session.";

    public static string NotAFolder(string path) => $"'{path}' isn't a file system folder (-DataPath).";

    public static string NotConnected =>
        $"You aren't connected, and no credential was found in the environment or on this computer. Connect in one of these ways:{Environment.NewLine}" +
        $"- To try everything without an account, run 'Connect-GeminiTuning -Emulator'.{Environment.NewLine}" +
        $"- To sign in once through the browser, run 'Connect-GeminiTuning -ClientSecretPath client_secret.json'.{Environment.NewLine}" +
        $"- To run unattended outside of Google Cloud, set $env:GOOGLE_APPLICATION_CREDENTIALS to the path of a credential file.{Environment.NewLine}" +
        $"- To use an API key, run 'Connect-GeminiTuning -ApiKey (Read-Host -AsSecureString)' or set $env:GEMINI_API_KEY.{Environment.NewLine}" +
        "For more information, see Get-Help about_GeminiTuning_Authentication.";

    public static string NotConnectedToVertex =>
        "You aren't connected, and no credential for Vertex AI was found in the environment or on this computer. " +
        $"Connect in one of these ways:{Environment.NewLine}" +
        $"- To sign in once with gcloud, run 'gcloud auth application-default login'.{Environment.NewLine}" +
        $"- To sign in once through the browser, run 'Connect-GeminiTuning -Vertex -ClientSecretPath client_secret.json'.{Environment.NewLine}" +
        $"- To run unattended outside of Google Cloud, set $env:GOOGLE_APPLICATION_CREDENTIALS to the path of a credential file.{Environment.NewLine}" +
        $"- To try everything without an account, run 'Connect-GeminiTuning -Emulator -Vertex'.{Environment.NewLine}" +
        "For more information, see Get-Help about_GeminiTuning_Vertex.";

    public static string NotConnectedYet => "You aren't connected, and no credential was found in the environment or on this computer.";

    public static string NotOfService(string what, string connected, string has, string how) =>
        $"{what} isn't available on {connected}. Connect to {has} with {how}";

    public static string SecretAsSecureString =>
        "A secret must be a SecureString, so that it isn't stored in the command history or in logs. At the prompt, use (Read-Host " +
        "-AsSecureString). In a script, use (Get-Secret NAME) or (ConvertTo-SecureString $env:NAME -AsPlainText).";

    static string CredentialOf(TuningConnection connection) =>
        $"credential: {connection.Credential}" +
        (connection.Account is { } account ? $" ({account})" : "") +
        (connection.Project is { } project ? $", project {project}" : "");

    // Signing in

    public static string NoBrowserFound => "No browser was found. On a computer without a browser, use -NoBrowser.";

    public static string OpenInBrowser(string address) =>
        $"Open this address in a browser on any computer and sign in:{Environment.NewLine}" +
        $"{address}";

    public static string OpenedInBrowser(string address) =>
        $"Sign in through the browser. If it doesn't open, open this address on this computer:{Environment.NewLine}" +
        $"{address}";

    public static string PasteAddress =>
        "After you sign in, the browser shows an error because it can't open a page at 127.0.0.1. Copy the address of that page from " +
        "the address bar, paste it here, and press Enter:";

    public static string SignInAsksPerson =>
        "Signing in requires an interactive session, and this session isn't interactive. Sign in once in an interactive session, or " +
        "use Connect-GeminiTuning -CredentialPath with a credential for unattended runs.";

    public static string SignInRemoved(string file) =>
        $"Removed {file}. To also remove the application's access, go to https://myaccount.google.com/connections in your browser.";

    // Advice that follows an error of the service

    public static string AdviceApiKey =>
        "Check the API key at https://aistudio.google.com/apikey, and then connect again with Connect-GeminiTuning -ApiKey " +
        "(Read-Host -AsSecureString).";

    public static string AdviceApiKeyLeaked =>
        "Google has blocked this API key, because it was found in public. Delete it, create another one at https://aistudio.google.com/apikey, " +
        "and then connect again with Connect-GeminiTuning -ApiKey (Read-Host -AsSecureString).";

    public static string AdviceSlowDown => "Use a smaller -ThrottleLimit, or try again later.";

    public static string AdviceConnectAgain =>
        "Connect again with a valid credential. For all ways to connect, see Get-Help about_GeminiTuning_Authentication.";

    public static string AdviceDailyQuota => "The daily quota is used up. Try again tomorrow, or request a higher quota.";

    public static string AdviceEnableApi =>
        "Enable the API in the project with 'gcloud services enable aiplatform.googleapis.com --project ID' for Vertex AI, or with " +
        "'gcloud services enable generativelanguage.googleapis.com --project ID' for the Gemini Developer API. The change takes a few " +
        "minutes to take effect.";

    public static string AdviceKeyRestricted =>
        "The API key's restrictions (by API, IP address, website or app) don't allow this call. Change them in the Google Cloud console, or " +
        "connect again with another key.";

    public static string AdviceNoAccess =>
        "Access denied. The credential is valid but doesn't have permission for this resource, or the resource doesn't exist. To see the " +
        "current account, run Get-GeminiTuningConnection. Ask the owner to share the resource with you. On Vertex AI and in Cloud " +
        "Storage, ask for an IAM role (see Get-Help about_GeminiTuning_Vertex).";

    public static string AdviceProxy =>
        "The proxy refused the connection. Check its address, user name and password in the environment variable HTTPS_PROXY.";

    public static string AdviceQuotaProject =>
        "Specify a project that has the API enabled and is billed for the calls, with Connect-GeminiTuning -QuotaProject ID.";

    public static string AdviceQuotaProjectRefused =>
        "You don't have permission to use this project as the quota project. Ask for roles/serviceusage.serviceUsageConsumer in the " +
        "project, or specify another one with Connect-GeminiTuning -QuotaProject ID.";

    public static string AdviceScope(string gcloudLine) => $"The access token lacks a required scope. Sign in again with '{gcloudLine}'.";

    public static string AdviceServiceFailed => "The service failed. Try again later.";

    public static string AdviceSignInAgain(string gcloudLine) =>
        $"Sign in again with Connect-GeminiTuning -ClientSecretPath client_secret.json or with '{gcloudLine}'.";

    public static string AdviceSuspended =>
        "Google has suspended the project of this credential. See the project in the Google Cloud console, or connect again with a credential of " +
        "another project.";

    public static string AdviceSwitchedOff =>
        "The service still lists this model but no longer serves it. Google has shut down models that were tuned on the Gemini " +
        "Developer API. You can tune a new model on Vertex AI with the same examples.";

    public static string MayHaveBeenMade(string model) => $"The model might have been created. To check, run 'Get-TunedModel {model}'.";

    public static string MayHaveBeenMadeVertex(string label, string? id) =>
        "The tuning job might have been created and might incur costs. To check, run " +
        $"\"Get-TunedModel | Where-Object {{ $_.Labels['{label}'] -eq '{id}' }}\".";

    public static string BatchMayHaveBeenMade(string label, string id) =>
        "The batch might have been created and might incur costs. To check, run " +
        $"\"Get-TunedModelBatch | Where-Object {{ $_.Labels['{label}'] -eq '{id}' }}\".";

    // Names and values that are passed as parameters

    public static string BaseModelUnknown(string service, string text) => $"{service} has no base model '{text}' that can be tuned.";

    public static string CategoryTwice(HarmCategory category) =>
        string.Create(Invariant, $"-SafetySetting contains the category {category} more than once.");

    public static string OutputWithoutMetric => "-EvaluationOutputUri requires -EvaluationMetric.";

    public static string MetricWithoutExamples =>
        "The service evaluates a model on validation examples. Specify them with -ValidationExample, -ValidationDataPath, or -ValidationDataUri.";

    public static string FileIsUsedAsItIs(string parameter) =>
        "-InputProperty, -OutputProperty, -RejectedProperty, -SystemInstruction, and -SystemInstructionProperty apply only to examples " +
        $"from the pipeline. Omit them with -{parameter}, because the file is used without changes.";

    public static string LabelIsOurs(string key) =>
        $"The label '{key}' is reserved: the module sets it itself.";

    public static string LabelRefused(string key, string value) =>
        $"The label '{key}' = '{value}' isn't valid. A key must start with a lowercase letter. Keys and values can have at most 63 " +
        "lowercase letters, digits, underscores, and hyphens.";

    public static string SweepTooLarge(int count, int most) => string.Create(Invariant,
        $"The sweep has {count:#,0} combinations of settings, but at most {most} are allowed, because each one is a tuning job. Specify fewer values, or several sweeps.");

    public static string LearningRatesExclude =>
        "-LearningRate and -LearningRateMultiplier can't be combined. Use one to set the learning rate or the other to scale the " +
        "default of the service.";

    public static string NoCheckpointMatches(string model, string pattern, IEnumerable<string> ids) =>
        $"{model} has no checkpoint that matches '{PrintableText.Of(pattern)}'. Available checkpoints: {string.Join(", ", ids)}.";

    public static string CheckpointMissing(string model, string checkpoint, IEnumerable<string> ids) =>
        $"The checkpoint '{PrintableText.Of(checkpoint)}' doesn't exist. {model} has these checkpoints: {string.Join(", ", ids)}.";

    public static string NoPermissionFor(string model, Grantee grantee) =>
        string.Create(Invariant, $"{model} has no permission for {grantee}.");

    public static string NotANumber(string text, bool whole) => whole
        ? $"'{text}' isn't a whole number. Use only digits, for example 1000."
        : $"'{text}' isn't a number. Use a decimal point and no thousands separators, for example 0.5.";

    public static string NotPositive(object text) => string.Create(Invariant, $"{text} isn't allowed. Use a number greater than 0.");

    public static string NotWhole(object? number) => string.Create(Invariant, $"{number} isn't a whole number.");

    public static string NothingToChange =>
        "There's nothing to update. Specify -DisplayName, -Description, -Temperature, -TopP, or -TopK, or on Vertex AI -DefaultCheckpoint or -Label.";

    public static string ObjectHasNoName(string type) => $"An object of type {type} has no Name property. Specify a name or an object with a name.";

    public static string PromptsTwice => "Specify the prompts with -Prompt or pipe them, but not both.";

    public static string OneModelABatch => "A batch uses exactly one model. Specify one value for -Model.";

    public static string OwnerIsOne => "A model has exactly one owner. To transfer ownership, use Set-TunedModelOwner.";

    public static string DisplayNameAmbiguous(string displayName, IReadOnlyCollection<TunedModel> models) =>
        $"{models.Count} models have the display name '{displayName}'. Specify one of these names: {string.Join(", ", models)}.";

    public static string NorDisplayName(string problem) => $"{problem} No model has this display name.";

    public static string PatternMalformed(string text) => $"'{text}' isn't a valid name or wildcard pattern. A '[' requires a matching ']'.";

    public static string ProblemOfParameter(string problem, string parameter) => $"-{parameter}: {Sentence(problem)}";

    public static string RoleUnknown(string text) => $"'{text}' isn't a valid role (-Role). Allowed: Reader, Writer, Owner.";

    public static string RunSweepAgain => "To continue the sweep, run the same command again. It doesn't start a job twice.";

    public static string AlreadyInSweep(string model, string displayName, TunedModelState state) =>
        string.Create(Invariant, $"'{PrintableText.Of(displayName)}' was started before: {model}, state {state}.");

    public static string SweepWaits(int running) =>
        $"Waiting until one of {Count(running, "tuning job")} of this sweep ends.";

    public static string StatusSweep(int started, int total, int running) =>
        string.Create(Invariant, $"{started:N0} of {total:N0} started, {running:N0} running");

    public static string ActivityStartingSweep(string displayName) => $"Starting the tuning jobs of '{PrintableText.Of(displayName)}'";

    public static string SafetyWordUnknown(string? text, string what, string allowed) =>
        $"'{text}' isn't a valid {what} (-SafetySetting). Allowed: {allowed}.";

    public static string SayWhosePermission(string problem) =>
        $"{Sentence(problem)} If you specify a model, also specify -User, -Group, or -Everyone.";

    public static string SchemaNotJson(string fault) =>
        $"The value of -ResponseSchema isn't valid JSON. {MessageText.Sentence(fault)} Specify a JSON object, such as '{{\"type\": \"STRING\"}}', or a hashtable.";

    public static string SchemaNotObject(string kind) =>
        $"The value of -ResponseSchema must be a JSON object or a hashtable, but its kind is '{kind}'.";

    public static string SchemaTooDeep(int deepest) => string.Create(Invariant, $"The value of -ResponseSchema has more than {deepest} levels.");

    public static string StreamIsOneAnswer => "-Stream returns one candidate. Don't combine it with -CandidateCount.";

    public static string StreamWithoutLogprobs => "-Stream writes text only, so it can't be combined with -ResponseLogprobs or -Logprobs.";

    public static string ThinkingTwice =>
        "-ThinkingLevel and -ThinkingBudget can't be combined. Specify -ThinkingLevel for Gemini 3 and later, or -ThinkingBudget for Gemini 2.5.";

    public static string TooManyLabels(int count, int most) =>
        string.Create(Invariant, $"-Label has {count} labels. The maximum is {most}.");

    public static string ValidationExcludes(IReadOnlyList<string> parameters) =>
        $"{string.Join(" and ", parameters.Select(name => $"-{name}"))} can't be combined. Specify only one of them.";

    // Examples and prompts

    public static string ColumnHoldsOther(string column, string type) =>
        $"The column '{column}' contains a value of type {type}. Use a string, a number, or a date.";

    public static string ColumnUnreadable(string column, string reason) => $"The column '{column}' can't be read. {Sentence(reason)}";

    public static string FewExamples(int count, int advised) =>
        string.Create(Invariant, $"The dataset has only {Examples(count)}. Google recommends at least {advised}, and 100 to 500 for good results.");

    public static string ManyExamples(int count, int most) =>
        string.Create(Invariant, $"The dataset has {Examples(count)}. Google documents a maximum of {most:N0}, so the service might refuse the dataset.");

    public static string ListOf(int count) => $"A list of {Count(count, "item")}";

    public static string NotSent(string problem) => $"{Sentence(problem)} Nothing was sent.";

    public static string PromptNoText(Row row) =>
        string.Create(Invariant, $"{row} is neither a string nor an object with a prompt column.");

    public static string RowNoObject(Row row) => string.Create(Invariant,
        $"{row} isn't an object with an input and an output. Read files with Import-Csv, ConvertFrom-Csv, or ConvertFrom-Json.");

    public static string TooManyValidationExamples(int count, int most) =>
        string.Create(Invariant, $"There are {count:N0} examples. The maximum is {most:N0}.");

    public static string UnreadableCharacter(int row) =>
        string.Create(Invariant, $"Row {row:N0} contains the replacement character U+FFFD, and later rows might too. If the file isn't encoded in ") +
        "UTF-8, specify its encoding with Import-Csv -Encoding.";

    public static string ValidationRefused(string parameter, string problem) => $"-{parameter}: {Sentence(problem)}";

    public static string DatasetWarning(TuningDataFinding finding) => finding.Count == 0
        ? $"{finding.Rule}: {finding.Message} {Sentence(finding.Advice)}"
        : $"{finding.Rule} ({finding.Places}): {finding.Message} {Sentence(finding.Advice)}";

    public static string EncodingUnknown(string text) =>
        $"'{text}' isn't a valid encoding. Use a name such as utf8, unicode, or windows-1252, or the number of a code page such as 1252.";

    public static string DelimiterRefused(string text) =>
        $"'{text}' isn't a valid delimiter. Use an ASCII character such as ',', ';', '|', or a tab (\"`t\").";

    public static string NothingToCheck => "There are no examples to check because the pipeline was empty.";

    public static string ExcludeNotReport(string type) =>
        $"An object of type '{type}' isn't a report or a finding (-Exclude). Use the output of Test-TuningExample from this session.";

    public static string ExamplesExcluded(IReadOnlyDictionary<TuningDataRule, int> excluded, int count) => string.Create(Invariant,
        $"Excluded {excluded.Values.Sum():N0} of {Count(count, "example")}{(excluded.Count == 0 ? "" : ": ")}") +
        $"{string.Join(", ", excluded.Select(one => string.Create(Invariant, $"{one.Key} {one.Value:N0}")))}.";

    public static string NullObject => "The object is $null.";

    public static string RatiosLeaveNone => "-ValidationRatio and -TestRatio leave no examples for training. Their sum must be less than 1.";

    public static string ValidationLimited(int wanted, int allowed) => string.Create(Invariant,
        $"The validation part is limited to {Count(allowed, "example")} instead of {wanted:N0}, because the service accepts no more for a training ") +
        "part of this size.";

    public static string SplitUneven(SplitPart part, int count, int wanted) => string.Create(Invariant,
        $"The part {part} has {Count(count, "example")} instead of {wanted:N0}, because examples that are alike stay in one part.");

    public static string FileExists(string path) => $"The file '{path}' already exists. Specify a different path, or omit -NoClobber.";

    public static string FileReadOnly(string path) =>
        $"The file '{path}' is read-only. Specify a different path, or use Set-ItemProperty -Path FILE -Name IsReadOnly -Value $false.";

    public static string FolderMissing(string folder) => $"The folder '{folder}' doesn't exist. Create it, or specify a different path.";

    public static string TargetHasWildcards(string path) =>
        $"'{PrintableText.Of(path)}' contains wildcard characters. Specify one file, or use -LiteralPath if these characters are part of its name.";

    public static string TargetIsFolder(string path) => $"'{path}' is a folder. Specify a file.";

    public static string TargetNotAFile(string path) => $"'{PrintableText.Of(path)}' isn't a path of the file system. Specify a file.";

    // Waiting and stopping

    public static string BatchFailed(TunedModelBatch batch) =>
        $"The batch {batch.Name} failed. {Sentence($"{batch.Error}")}" +
        (batch.OutputUri is null
            ? ""
            : $"{Environment.NewLine}To get {Count(batch.Answered, "response")}, run 'Receive-TunedModelBatch {batch.Name}'.");

    public static string BatchNotDone(string batch, JobState state) =>
        string.Create(Invariant, $"{batch} hasn't finished (state: {state}). Reading the responses that are already available.");

    public static string BatchStillRunning(TunedModelBatch batch, TimeSpan after) =>
        $"The batch {batch.Name} is still running after {Seconds(after)}. {HowToGoOnWaitingForBatch([batch.Name])}";

    public static string ExamplesDropped(TuningOperation operation) =>
        $"{operation.Name}: the service truncated or dropped {Count(operation.DroppedExampleCount, "example")}." +
        string.Concat(operation.DroppedExamples.Select(dropped => $"{Environment.NewLine}- {dropped}"));

    public static string HowToGoOnWaiting(IEnumerable<string> operations) =>
        $"The tuning continues on the service. To keep waiting, run 'Wait-TuningOperation {string.Join(", ", operations)}'.";

    public static string HowToGoOnWaitingForBatch(IEnumerable<string> names) =>
        $"The batch continues on the service. To keep waiting, run 'Wait-TunedModelBatch {string.Join(", ", names)}'.";

    public static string BatchNotFound(string batch) => $"The service has no batch {batch}. To list all batches, run 'Get-TunedModelBatch'.";

    public static string OperationNotFound(string operation, string model) => operation == model
        ? $"The service has no tuning job of {model}. To list all models, run 'Get-TunedModel'."
        : $"The service has no operation {operation}. To check whether its model exists, run 'Get-TunedModel {model}'.";

    public static string NothingToWaitFor(string model) => $"{model} has no tuning operation to wait for.";

    public static string OutageContinues(TimeSpan outage, TimeSpan limit, string reason) =>
        $"No successful response for {WholeSeconds(outage)} (limit: {Seconds(limit)}). {Sentence(reason)}";

    public static string OutageEnded(TimeSpan outage) =>
        $"Waiting ended because there was no successful response for {WholeSeconds(outage)} (-OutageTimeoutSec).";

    static string WholeSeconds(TimeSpan time) => Seconds(TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)));

    public static string StillRunning(TuningOperation operation, TimeSpan after) => string.Create(Invariant,
        $"{operation.Name} is still running after {Seconds(after)} ({operation.CompletedPercent:0.##} % completed). ") +
        HowToGoOnWaiting([operation.Name]);

    public static string StoppedAsking(int unanswered, int answered) =>
        "Stopped. All responses before the first missing one were written. To get the " +
        $"{Count(unanswered, "input")} without a response, use $Error[0].TargetObject." +
        (answered == 0 ? "" : $" To get the {Count(answered, "response")} after the first missing one, use $Error[0].Exception.Responses.");

    public static string StoppedCreating(string model, string advice) => $"Stopped while {model} was being created. {advice}";

    public static string StoppedWaiting(string advice) => $"Stopped waiting. {advice}";

    public static string Retrying(string reason) =>
        $"{Sentence(reason)} Retrying. To see each attempt, use -Verbose. To stop, press Ctrl+C.";

    // Responses

    public static string AnswerCutAtMaxTokens(string model, TokenUsage usage) =>
        $"The response from {model} is cut off: it reached the maximum number of output tokens ({usage}). Increase -MaxOutputTokens.";

    public static string ThinkingAdvised(string advice, string model, int tokens) =>
        $"{model} used {MessageText.Count(tokens, "token")} for thinking, billed as output. {advice}";

    public static string ThinkingAdvice(ThinkingSetting? lowest) => lowest is null
        ? "For tuned models, Google recommends as little thinking as possible. Specify -ThinkingLevel Minimal or Low for Gemini 3 and later, or -ThinkingBudget 0 for Gemini 2.5."
        : $"For tuned models, Google recommends as little thinking as possible. Specify {lowest}.";

    public static string ThinkingUnset(string advice) =>
        $"The batch has no thinking setting, so the model thinks as much as it does by default. {advice}";

    public static string AnswerEndsWithoutReason(string model) =>
        $"The response from {model} ended without a finish reason and may be incomplete.";

    public static string AnswerHeldBack(string model, string reason, IEnumerable<string> details) =>
        $"No response from {model}: the service blocked the response (reason: {reason}{Details(details)}).";

    public static string NoAnswer(string model) =>
        $"No response from {model}: the service returned no candidates and gave no reason. Try again.";

    public static string PromptBlocked(string model, string reason, IEnumerable<string> details) =>
        $"No response from {model}: the service blocked the prompt (reason: {reason}{Details(details)}).";

    static string Details(IEnumerable<string> details) => string.Concat(details.Select(detail => $"; {detail}"));

    // Measures

    public static string MeasuredWithoutModel =>
        "The object isn't a response. To send rows to a model, specify it with -Model. To measure responses that you already have, pipe the " +
        "output of Invoke-TunedModel or Receive-TunedModelBatch.";

    public static string ModelWorse(IReadOnlyList<TunedModelComparison> comparisons, double margin) =>
        string.Create(Invariant, $"{string.Join(" ", comparisons.Select(comparison => comparison.Summary))} The margin is {margin:0.###}.");

    public static string NeedsModel(string parameter) =>
        $"-{parameter} has no effect on responses that you already have. Specify a model with -Model, or omit -{parameter}.";

    public static string NoExpectedOutput(string column) => $"The column '{column}' has no expected output.";

    public static string CheckpointNeedsModel =>
        "-Checkpoint applies to the tuned models that you specify with -Model, not to -BaseModel. Specify a tuned model, or omit -Checkpoint.";

    public static string NotOneRow => "-InputObject takes one row, not an array. To measure several rows, pipe them to the cmdlet.";

    public static string NoHeldOutRow(object? item) =>
        $"'{PrintableText.Of($"{item}", 40)}' isn't a row with an input and an expected output. To keep the rows, pipe objects to Invoke-TunedModel " +
        "or Start-TunedModelBatch instead of strings.";

    public static string NoLoss(string model) => $"No loss could be read for {model}. To see why, add -Verbose.";

    public static string TuningNotFinished(TunedModel model, string? reason) =>
        $"{(reason is null ? "" : Sentence(reason) + " ")}The tuning of {model.Name} ended with the state {model.State}.";

    public static string NoMeasurement(object item) =>
        $"'{PrintableText.Of($"{item}", 40)}' isn't a measurement. Pipe the output of Measure-TunedModel from the same session, because a file " +
        "doesn't contain the scores of each row.";

    public static string NotForReport(object? item) =>
        $"A report can't contain '{PrintableText.Of($"{item}", 40)}'. Specify the output of Test-TuningExample, Split-TuningExample, Get-TunedModel, " +
        "Wait-TuningOperation, Get-TuningOperation, Measure-TunedModel, or Compare-TunedModel from the same session.";

    public static string NothingToReport => "There is nothing to report: no object that a report can contain was specified. No file was written.";

    public static string ReportFormatUnknown(string path) =>
        $"The extension of '{PrintableText.Of(path)}' isn't one of a report. Use .html, .md, .json, or .svg.";

    public static string RowsUnpaired(TunedModelComparison comparison) =>
        $"{Count(comparison.Unpaired, "row")} were answered by only one of {comparison.ModelDisplayName ?? comparison.Model} and " +
        $"{comparison.ReferenceDisplayName ?? comparison.Reference}, and are omitted from the comparison.";

    public static string ScoreRefused(object? value) =>
        $"-ScoreScript must return a number or a Boolean, but returned '{PrintableText.Of($"{value}", 40)}'. Return a score from 0 (wrong) to 1 (right).";

    public static string TwoMeasurements => "A comparison needs two or more measurements. Pipe the output of Measure-TunedModel for two models.";

    // Tooltips of completions

    public static string TipBlockHigh => "Block only a high probability";

    public static string TipBlockLow => "Block a low, medium, or high probability";

    public static string TipBlockMedium => "Block a medium or high probability";

    public static string TipBlockNone => "Block nothing";

    public static string TipCheckpoint(TunedModelCheckpoint checkpoint) =>
        string.Create(Invariant, $"After epoch {checkpoint.Epoch}, step {checkpoint.Step}");

    public static string TipColumn(string column) => $"The column '{column}'";

    public static string TipEnumResponse => "One of the values of the schema, as text";

    public static string TipFilterOff => "Turn the filter off";

    public static string TipJsonResponse => "JSON, which -ResponseSchema can describe";

    public static string TipOwner => "Can also delete the model and transfer ownership";

    public static string TipPermissions(string displayName, TunedModelState state) =>
        string.Create(Invariant, $"{displayName} ({state}). To complete its permissions, add a slash.");

    public static string TipPlainResponse => "Plain text, the default";

    public static string TipReader => "Can use the model";

    public static string TipRoleOf(PermissionRole role, string model) => string.Create(Invariant, $"{role} of {model}");

    public static string TipWriter => "Can also update and share the model";

    const double MegaByte = 1_000_000;

    // Numbers and times look the same in every culture, as in the service's own texts.
    static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
