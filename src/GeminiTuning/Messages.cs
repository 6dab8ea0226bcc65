using System.Globalization;
using GeminiTuning.Binding;

namespace GeminiTuning;

/// <summary>What the cmdlets say to people: errors, advice, warnings, verbose lines, questions, and what completion explains.</summary>
static class Messages
{
    public static string ActionAsk(int count) => string.Create(Invariant, $"Ask {count} prompts in one job");

    public static string ActionCancel => "Cancel";

    public static string ActionChangeRole(PermissionRole role) => string.Create(Invariant, $"Change the role to {role}");

    public static string ActionClose => "Close";

    public static string ActionGrant(PermissionRole role, Grantee grantee) => string.Create(Invariant, $"Grant {role} to {grantee}");

    public static string ActionHow(string text) => $", {text}";

    public static string ActionMakeOwner(Grantee owner) => string.Create(Invariant, $"Make {owner} the owner, and you a writer");

    public static string ActionRemove => "Remove";

    public static string ActionRemoveSignIns => "Remove the stored sign-ins";

    public static string ActionRevoke => "Revoke";

    public static string ActionRevokeFrom(Grantee grantee) => string.Create(Invariant, $"Revoke from {grantee}");

    public static string ActionSet(string changes) => $"Set {changes}";

    public static string ActionStartEmulator => "Start the emulator";

    public static string ActionSteps(int count) => string.Create(Invariant, $", {count} steps");

    public static string ActionStopEmulator => "Stop the emulator";

    public static string ActionTune(string from, string? examples, string how, string steps) => $"Tune {from} on {examples}{how}{steps}";

    public static string ActivityBatch(string batch) => $"Answering batch {batch}";

    public static string ActivityReading(string file) => $"Reading {file}";

    public static string ActivityTuning(string model) => $"Tuning {model}";

    public static string ActivityUploading(string uri) => $"Uploading {uri}";

    public static string AddressNotWhole =>
        "That is not an address: give scheme and host, such as https://generativelanguage.googleapis.com.";

    public static string AdviceApiKey =>
        "Check the key at https://aistudio.google.com/apikey and connect again: Connect-GeminiTuning -ApiKey (Read-Host " +
        "-AsSecureString)";

    public static string AdviceAskSlowly => "Ask more slowly (a smaller -ThrottleLimit), or wait and try again.";

    public static string AdviceConnectAgain =>
        "Connect again with a valid credential: Connect-GeminiTuning. The ways: Get-Help about_GeminiTuning_Authentication";

    public static string AdviceDailyQuota => "The quota is a day's: trying again sooner does not help.";

    public static string AdviceEnableApi =>
        "Enable the API in the project: gcloud services enable generativelanguage.googleapis.com --project ID, for Vertex AI " +
        "aiplatform.googleapis.com. It takes a few minutes to work.";

    public static string AdviceNoAccess =>
        "The credential is good, but has no access to this. Its owner can share it; on Vertex AI and in Cloud Storage that takes " +
        "a role (Get-Help about_GeminiTuning_Vertex). Get-GeminiTuningConnection shows who is asking. A name that does not exist " +
        "is refused like this, too.";

    public static string AdviceQuotaProject =>
        "Name a project of yours that has the API enabled, and pays for the calls: Connect-GeminiTuning -QuotaProject ID";

    public static string AdviceQuotaProjectRefused =>
        "Who asks may not use that project for its calls: grant roles/serviceusage.serviceUsageConsumer in it, or name another " +
        "with Connect-GeminiTuning -QuotaProject";

    public static string AdviceScope(string gcloudLine) => $"The token lacks a scope. Sign in again with both: {gcloudLine}";

    public static string AdviceServiceFailed => "It is the service's own failure: try again later.";

    public static string AdviceSignInAgain(string gcloudLine) =>
        $"Sign in again: Connect-GeminiTuning -ClientSecretPath client_secret.json, or {gcloudLine}";

    public static string AdviceSwitchedOff =>
        "The service still has this model in its list, but serves it no longer: Google has switched off what was tuned on the " +
        "Gemini Developer API. Its examples can be tuned anew on Vertex AI.";

    public static string AnswerHeldBack(string model, FinishReason reason, string detail) =>
        string.Create(Invariant, $"{model} did not answer: the answer was held back, reason {reason}{detail}.");

    public static string AnswersAfterIt(int answered) =>
        string.Create(Invariant, $", and $Error[0].Exception.Responses the {answered} answers after it.");

    public static string BaseModelUnknown(string service, string text) => $"{service} offers no model '{text}' that can be tuned.";

    public static string BatchFailed(string batch, string reason, string answers) =>
        $"The batch {batch} did not end well: {reason}{answers}";

    public static string BatchHasAnswers(long count, string batch) =>
        string.Create(Invariant, $"{Environment.NewLine}" +
        $"{count} answered: Receive-TunedModelBatch {batch}");

    public static string BatchMayHaveBeenMade(string label, string id) =>
        $"It may have been made, and cost: Get-TunedModelBatch | Where-Object {{ $_.Labels['{label}'] -eq '{id}' }}";

    public static string BatchNotDone(string batch, JobState state) =>
        string.Create(Invariant, $"{batch} has not ended: it is {state}. What is there of its answers is read.");

    public static string BatchStillRunning(int seconds, string batch, string goOn) =>
        string.Create(Invariant, $"After {seconds} s the batch {batch} has not ended. It goes on. {goOn}");

    public static string CategoryTwice(HarmCategory category) =>
        string.Create(Invariant, $"The category {category} is given twice (-SafetySetting).");

    public static string ColumnHoldsOther(string column, string type) => $"the column '{column}' holds {type}, not a text or a number";

    public static string ColumnUnreadable(string column, string reason) => $"the column '{column}' cannot be read: {reason}";

    public static string Connected(TuningConnection connection, string credential) =>
        string.Create(Invariant, $"Connected to {connection}, {credential}.");

    public static string ConnectedAmbient(TuningConnection connection, string credential, string origin) =>
        string.Create(Invariant, $"Connected as the environment says: {connection}, {credential}, from {origin}.");

    public static string CredentialOf(string credential, string account, string project) => $"credential: {credential}{account}{project}";

    public static string CredentialProject(string project) => $", project {project}";

    public static string DelimiterRefused(string text) =>
        $"'{text}' cannot be a delimiter. Use an ASCII character such as a comma, a semicolon, a tab (\"`t\") or |.";

    public static string EmulatorRunsAlready(Uri endpoint) =>
        $"An emulator runs in this session already, at {endpoint}. Stop it first: Stop-TuningEmulator";

    public static string EncodingUnknown(string text) =>
        $"'{text}' is not an encoding. Use a name such as utf8, unicode or windows-1252, or the number of a code page such as 1252.";

    public static string ExamplesDropped(string operation, int count, string rows) =>
        string.Create(Invariant, $"{operation}: the service left out or cut {count} examples.{rows}");

    public static string FaultsUnclear(string problem) => $"{problem} (-Fault, -FaultRate, -FaultSeed)";

    public static string FewExamples(string examples, int advised) =>
        string.Create(Invariant, $"{examples}: Google advises at least {advised}, and 100 to 500 for a good model.");

    public static string FileIsUsedAsItIs =>
        "-InputProperty, -OutputProperty, -SystemInstruction and -SystemInstructionProperty are for examples that are objects; " +
        "the file of -TrainingDataUri is used as it is.";

    public static string HowToConnectGeminiApi => "Connect-GeminiTuning, without -Vertex.";

    public static string HowToConnectVertex =>
        "Connect-GeminiTuning -Vertex -Project ID -Location us-central1 -Bucket gs://BUCKET, or to try it, Connect-GeminiTuning " +
        "-Emulator -Vertex.";

    public static string HowToGoOnWaiting(string operations) => $"The tuning goes on. To go on waiting: Wait-TuningOperation {operations}";

    public static string HowToGoOnWaitingForBatch(string names) => $"To go on waiting: Wait-TunedModelBatch {names}";

    public static string KeyNotOnVertex =>
        "Vertex AI takes no API key: leave -ApiKey out, or say -Vertex:$false for the Gemini Developer API.";

    public static string KmsKeyName => "a key of Cloud KMS";

    public static string KmsKeyNameForm => "projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY";

    public static string LabelIsOurs(string key) =>
        $"The label '{key}' is this module's own: by it a create whose answer was lost is found.";

    public static string LabelRefused(string key, string value) =>
        $"The label '{key}' = '{value}' is not allowed. A key begins with a lower-case letter and has at most 63 of lower-case " +
        "letters, digits, underscores and hyphens; a value has at most 63 of them.";

    public static string LearningRatesExclude =>
        "-LearningRate and -LearningRateMultiplier exclude each other: the one sets the step size, the other scales the " +
        "service's own.";

    public static string ListOf(int type) => string.Create(Invariant, $"A list of {type}");

    public static string ManyExamples(int count) => string.Create(Invariant, $"{count} examples");

    public static string MayHaveBeenMade(string model) => $"It may have been made all the same. To see: Get-TunedModel {model}";

    public static string MayHaveBeenMadeVertex(string label, string? id) =>
        $"It may have been made, and cost: Get-TunedModel | Where-Object {{ $_.Labels['{label}'] -eq '{id}' }}";

    public static string ModelToBe => "the service's tunable model";

    public static string NameRefused(string text, string what, string allowed) => $"'{text}' is not {what}. Allowed: {allowed}.";

    public static string NoBaseModel =>
        "This service offers no base model to tune. The Gemini Developer API has offered none since May 2025; models tuned " +
        "before are still listed, but a new tuning cannot succeed there. Google tunes on Vertex AI now: Connect-GeminiTuning " +
        "-Vertex. To try tuning, use the emulator: Connect-GeminiTuning -Emulator";

    public static string NoBrowserFound => "No browser was found. On a machine without one: -NoBrowser";

    public static string NoBucket =>
        "There is no bucket to put the examples or the prompts into. Name one: Connect-GeminiTuning -Vertex -Bucket gs://BUCKET, " +
        "or the environment variable GEMINITUNING_BUCKET. Examples that are in Cloud Storage already are named with " +
        "-TrainingDataUri.";

    public static string NoEmulatorRuns => "No emulator runs in this session.";

    public static string NoLocation =>
        "Vertex AI works in a region, and none is named: Connect-GeminiTuning -Vertex -Location us-central1, or the environment " +
        "variable GOOGLE_CLOUD_LOCATION.";

    public static string NoObject => "there is no object";

    public static string NoPermissionFor(string model, Grantee grantee) =>
        string.Create(Invariant, $"{model} has no permission for {grantee}.");

    public static string NoProject =>
        "Vertex AI works in a project, and none is named: Connect-GeminiTuning -Vertex -Project ID, or the environment variable " +
        "GOOGLE_CLOUD_PROJECT.";

    public static string NoReasonGiven => "the service gave no reason.";

    public static string NotAFolder(string path) => $"'{path}' is not a folder of the file system (-DataPath).";

    public static string NotANumber(string text, string expected) => $"'{text}' is not {expected}";

    public static string NotConnected =>
        $"Not connected, and neither the environment nor this machine has a credential. The ways, best first:{Environment.NewLine}" +
        $"  Connect-GeminiTuning -Emulator                                 to try everything without an account{Environment.NewLine}" +
        $"  Connect-GeminiTuning -ClientSecretPath client_secret.json      to sign in in the browser, once{Environment.NewLine}" +
        $"  $env:GOOGLE_APPLICATION_CREDENTIALS = '/path/to/key.json'      for unattended runs; on Google Cloud nothing is needed{Environment.NewLine}" +
        $"  Connect-GeminiTuning -ApiKey (Read-Host -AsSecureString)       with a key of Google AI Studio, or $env:GEMINI_API_KEY{Environment.NewLine}" +
        "More: Get-Help about_GeminiTuning_Authentication";

    public static string NotConnectedYet => "Not connected, and neither the environment nor this machine has a credential.";

    public static string NotOfService(string what, string connected, string has, string how) =>
        $"{what} is not there on {connected}. Use {has}: {how}";

    public static string NotPositive(object text) => string.Create(Invariant, $"{text} is not allowed: give a number greater than 0.");

    public static string NotSent(string problem) => $"Not sent: {problem}.";

    public static string NotWhole(object? number) => string.Create(Invariant, $"{number} is not a whole number.");

    public static string NothingToChange => "Nothing to change: give -DisplayName, -Description, -Temperature, -TopP or -TopK.";

    public static string NothingToWaitFor(string model) => $"{model} has no operation to wait for.";

    public static string NumberExpected => "a number. Write it with a point, and without thousands separators: 0.5.";

    public static string ObjectHasNoName(string type) => $"{type} has no Name. Give a name, or an object that has one.";

    public static string OneExample => "1 example";

    public static string OneModelABatch => "A batch asks one model; -Model has another number of them.";

    public static string OpenInBrowser(string address) =>
        $"Open this address in a browser, on any machine, and sign in:{Environment.NewLine}" +
        $"{address}";

    public static string OpenedInBrowser(string address) =>
        $"Sign in in the browser. If it does not open, go to this address on this machine:{Environment.NewLine}" +
        $"{address}";

    public static string OriginAddress => "an address on this machine";

    public static string OriginGcloud => "gcloud's application-default credential";

    public static string OriginKey => "the key in the environment";

    public static string OriginMetadata => "the metadata server";

    public static string OriginSignIn => "the stored sign-in";

    public static string OutageGoesOn(double seconds, int limit, string reason) =>
        string.Create(Invariant, $"No good answer for {seconds:0} s; waiting goes on for up to {limit} s. {reason}");

    public static string OwnerIsOne => "A model has one owner, who gives it away: Set-TunedModelOwner.";

    public static string PasteAddress =>
        "The browser ends on a page of 127.0.0.1 that it cannot show. Copy that page's address from the address bar, paste it " +
        "here, and press Enter:";

    public static string PatternMalformed(string text) => $"'{text}' is not a name or a pattern: a '[' in a pattern needs its ']'.";

    public static string ProblemOfParameter(string problem, string parameter) => $"{problem} (-{parameter})";

    public static string PromptBlocked(string model, BlockReason reason, string detail) =>
        string.Create(Invariant, $"{model} did not answer: the prompt was blocked, reason {reason}{detail}.");

    public static string PromptNoText(Row row) =>
        string.Create(Invariant, $"{row} is neither a text nor an object with a column of prompts.");

    public static string RoleUnknown(string text) => $"'{text}' is not a role (-Role). Allowed: Reader, Writer, Owner.";

    public static string RowNoObject(Row row) =>
        string.Create(Invariant, $"{row} is not an object with an input and an output (read files with Import-Csv, ConvertFrom-Csv or ConvertFrom-Json)");

    public static string SafetyWordUnknown(string? text, string what, string allowed) =>
        $"'{text}' is not a {what} (-SafetySetting). Allowed: {allowed}.";

    public static string SayVertex => "-Location, -Bucket and, with -Emulator, -Project are for Vertex AI: add -Vertex.";

    public static string SayWhosePermission(string problem) => $"{problem} With a model, say whose permission: -User, -Group or -Everyone.";

    public static string SecretAsSecureString =>
        "A secret is taken as a SecureString, so that it does not stay in the history and the logs. At the prompt: (Read-Host " +
        "-AsSecureString). In a script: (Get-Secret NAME), or (ConvertTo-SecureString $env:NAME -AsPlainText).";

    public static string ServiceAccountForm => "an e-mail address such as NAME@PROJECT.iam.gserviceaccount.com";

    public static string ServiceAccountName => "a service account";

    public static string SessionConnection => "the session's connection";

    public static string SignInAsksPerson =>
        "The sign-in asks a person, and this session is not interactive. Sign in once in a session that is, or use a credential " +
        "for unattended runs: Connect-GeminiTuning -CredentialPath";

    public static string SignInRemoved(string file) =>
        $"Removed {file}. To take the application's access back as well: https://myaccount.google.com/connections";

    public static string StageOf(string name, string stage) => $"{name}: {stage}";

    public static string StatusAnswered(long answered, long failed) => string.Create(Invariant, $"{answered} answered, {failed} failed");

    public static string StatusEpoch(string steps, int epoch) => string.Create(Invariant, $"{steps}, epoch {epoch}");

    public static string StatusIsCancelled => "is being cancelled";

    public static string StatusIsMadeReady => "the model is made ready";

    public static string StatusLoss(string steps, int epoch, float meanLoss) =>
        string.Create(Invariant, $"{steps}, epoch {epoch}, mean loss {meanLoss:0.####}");

    public static string StatusRead(int count) => string.Create(Invariant, $"{count:N0} examples");

    public static string StatusReadsDataset => "the examples are read";

    public static string StatusStep(int step) => string.Create(Invariant, $"step {step}");

    public static string StatusStepOf(int step, int total) => string.Create(Invariant, $"step {step} of {total}");

    public static string StatusUploaded(double sent, double total) => string.Create(Invariant, $"{sent:0.0} of {total:0.0} MB");

    public static string StatusWaits => "waits for its turn";

    public static string StatusWaitsForCapacity => "waits for machines";

    public static string StatusWaitsForQuota => "waits for the quota of tunings that run at a time";

    public static string StillRunning(int seconds, double percent, string operation, string advice) =>
        string.Create(Invariant, $"Still running after {seconds} s, at {percent:0.##} %: {operation}. {advice}");

    public static string StoppedAsking(int unanswered) =>
        string.Create(Invariant, $"Stopped. All answers up to the first that is missing have been written. $Error[0].TargetObject has the {unanswered} " +
        $"inputs without an answer that had been read");

    public static string StoppedCreating(string model, string advice) => $"Stopped while {model} was being made. {advice}";

    public static string StoppedWaiting(string advice) => $"Stopped waiting. {advice}";

    public static string StreamIsOneAnswer => "-Stream writes one answer: it does not go with -CandidateCount.";

    public static string ThePrompt => "the prompt";

    public static string TipBlockHigh => "held back at a high probability alone";

    public static string TipBlockLow => "held back from a low probability on";

    public static string TipBlockMedium => "held back from a medium probability on";

    public static string TipBlockNone => "never held back";

    public static string TipCheckpoint(int? epoch, int? step) => string.Create(Invariant, $"after epoch {epoch}, step {step}");

    public static string TipColumn(string column) => $"the column '{column}'";

    public static string TipFaultAny => "with a rate: all that trying again overcomes";

    public static string TipFaultBrokenJson => "a whole answer with broken JSON";

    public static string TipFaultCutOff => "half of the answer, then the connection ends";

    public static string TipFaultDailyQuota => "the day's quota is used up";

    public static string TipFaultExpired => "401, now and whenever the same access token comes again";

    public static string TipFaultLostAnswer => "the request is carried out, and the connection ends without an answer";

    public static string TipFaultNone => "nothing: the request is answered";

    public static string TipFaultReset => "the connection is reset; the request is not carried out";

    public static string TipFaultRetryAfter => "a status, and the time to wait before the next try";

    public static string TipFaultSlow => "the answer comes later";

    public static string TipFaultStall => "half of the answer, then nothing";

    public static string TipFaultStatus => "a status, 400 to 599; the request is not carried out";

    public static string TipFilterOff => "the filter is off";

    public static string TipOwner => "may delete it and give it away, too";

    public static string TipPermissions(string displayName, TunedModelState state) =>
        string.Create(Invariant, $"{displayName} ({state}). With a slash after it, its permissions are offered.");

    public static string TipReader => "may ask the model";

    public static string TipRoleOf(PermissionRole role, string model) => string.Create(Invariant, $"{role} of {model}");

    public static string TipWriter => "may change and share it, too";

    public static string TooManyLabels(int count, int most) =>
        string.Create(Invariant, $"{count} labels are too many; at most {most} are allowed");

    public static string TooManyValidationExamples(int count, int most) =>
        string.Create(Invariant, $"{count:N0} examples are too many; at most {most:N0} are allowed");

    public static string TryingAgain(string reason) => $"{reason} Trying again; -Verbose shows each attempt, Ctrl+C ends it.";

    public static string UnreadableCharacter(int row) =>
        string.Create(Invariant, $"Row {row}, as the first, has a character (U+FFFD) that stands for one that could not be read. If the file is not UTF-8, " +
        $"say what it is: Import-Csv -Encoding.");

    public static string ValidationExcludes => "Give -ValidationExample or -ValidationDataUri, not both.";

    public static string ValidationRefused(string problem) => $"-ValidationExample: {problem}";

    public static string WhichBaseModel(string models) =>
        $"Which base model? This service tunes several; name one with -BaseModel: {models}.";

    public static string WholeNumberExpected => "a whole number. Write it with digits alone: 1000.";

    // Numbers and times look the same in every culture, as in what the service says.
    static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
