using System.Globalization;
using System.Net;
using System.Text.Json;
using static GeminiTuning.MessageText;

namespace GeminiTuning;

/// <summary>All texts that Core and the adapters show to users: errors, advice, and the terms in them. For their style, see
/// docs/style.md.</summary>
static class Messages
{
    // Names of resources

    public static string NameRefused(string text, string what, string allowed) => $"'{text}' isn't a valid {what}. Allowed: {allowed}.";

    public static string NameOfOtherService(string text, string service, string what, string allowed) =>
        $"'{text}' is a name of {service}, which isn't the connected service. Allowed as a {what} here: {allowed}.";

    public static string VertexServiceName => "Vertex AI";

    public static string GeminiApiServiceName => "the Gemini Developer API";

    public static string BaseModelName => "base model name";

    public static string BaseModelNameForm => "models/ID, or only the ID";

    public static string BatchName => "batch name";

    public static string BatchNameForm => "projects/PROJECT/locations/LOCATION/batchPredictionJobs/ID, or only the ID";

    public static string BucketName => "Cloud Storage bucket";

    public static string BucketNameForm => "gs://BUCKET, gs://BUCKET/FOLDER, or only the bucket name";

    public static string KmsKeyName => "Cloud KMS key name";

    public static string KmsKeyNameForm => "projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY";

    public static string LocationName => "location";

    public static string LocationNameForm => "a region such as us-central1, with lowercase letters, digits, and hyphens";

    public static string ObjectName => "Cloud Storage object";

    public static string ObjectNameForm => "gs://BUCKET/OBJECT";

    public static string OperationName => "tuning operation name";

    public static string PermissionName => "permission name";

    public static string ProjectName => "project";

    public static string ProjectNameForm => "a project ID or a project number";

    public static string ServiceAccountName => "service account";

    public static string ServiceAccountForm => "an email address such as NAME@PROJECT.iam.gserviceaccount.com";

    public static string TunedModelId => "tuned model ID";

    public static string TunedModelIdForm =>
        "1 to 40 lowercase letters, digits, and hyphens, with a letter first and no hyphen at the end";

    public static string TunedModelName => "tuned model name";

    public static string TunedModelNameForm => "tunedModels/ID, or only the ID";

    public static string VertexBaseModelForm => "an ID such as gemini-3.5-flash";

    public static string VertexJobNameForm => "projects/PROJECT/locations/LOCATION/tuningJobs/ID, or only the ID";

    public static string VertexModelNameForm =>
        "projects/PROJECT/locations/LOCATION/tuningJobs/ID, or only the ID, or models/ID or endpoints/ID in the same project and " +
        "location";

    public static string GranteeNotAddress(string text, int maximum) =>
        string.Create(Invariant, $"'{text}' isn't a valid email address. Allowed: NAME@DOMAIN with at most {maximum} characters.");

    public static string IdTaken(string id) => $"{id} already exists. Specify a different ID.";

    public static string NotServiceAccountAddress(string text) =>
        $"'{text}' isn't a valid service account email address. Allowed: NAME@PROJECT.iam.gserviceaccount.com.";

    // Endpoints and environment variables

    public static string EndpointHasQuery =>
        "The endpoint address contains a query or a fragment. Specify only the scheme, host, port, and path.";

    public static string EndpointHoldsUser => "The endpoint address contains a user name or a password. Remove it from the address.";

    public static string EndpointNotHttp => "The endpoint address must begin with https:// or http://.";

    public static string EndpointNotWhole => "The endpoint address is incomplete. Include the scheme and host, for example https://HOST/.";

    public static string EndpointPlainHttp(Uri endpoint) =>
        $"'{endpoint}' uses HTTP, which could expose the credential. Use HTTPS. HTTP is allowed only for this computer (127.0.0.1).";

    public static string EnvironmentContradicts(string used, string ignored) =>
        $"The environment variables {used} and {ignored} contradict each other. {used} takes precedence.";

    public static string EnvironmentNotAddress(string name, string example) =>
        $"The environment variable {name} doesn't contain a valid address. Use an address such as {example}.";

    public static string EnvironmentNotHost(string name) =>
        $"The environment variable {name} doesn't contain a valid host. Use HOST or HOST:PORT.";

    // The connection plan

    public static string KeyNotOnVertex =>
        "Vertex AI doesn't support -ApiKey. Omit -ApiKey, or use -Vertex:$false to connect to the Gemini Developer API.";

    public static string NoLocation =>
        "Vertex AI requires a location. Specify one with Connect-GeminiTuning -Vertex -Location us-central1 or with the environment " +
        "variable GOOGLE_CLOUD_LOCATION.";

    public static string NoProject =>
        "Vertex AI requires a project. Specify one with Connect-GeminiTuning -Vertex -Project ID or with the environment variable " +
        "GOOGLE_CLOUD_PROJECT.";

    public static string OriginGcloud => "gcloud's Application Default Credentials";

    public static string OriginMetadata => "the metadata server";

    public static string OriginSignIn => "a stored sign-in";

    public static string RequiresVertex => "-Location, -Bucket, and the combination of -Emulator and -Project require Vertex AI. Add -Vertex.";

    public static string NotTogether(string parameter, string other) => $"{parameter} can't be combined with {other}.";

    public static string OriginEmulator => "the emulator";

    public static string OriginGoogle => "Google";

    public static string OriginHere(string name) => $"{name} on this computer";

    public static string OriginKeyAlone => "-ApiKey alone";

    public static string OriginNone => "none";

    // Credential files

    public static string CredentialExpected =>
        "Expected the JSON file of a service account key, a workload identity federation configuration, an impersonated service " +
        "account, or a user credential (created by 'gcloud auth application-default login').";

    public static string ClientSecretExpected =>
        "Expected the client_secret.json file of an OAuth client of type 'Desktop app'. To create one, go to " +
        "https://console.cloud.google.com/apis/credentials in your browser.";

    public static string CannotImpersonateWithFile(string path) =>
        $"The source credential in '{path}' can't impersonate a service account. Use a user credential, a service account key, or " +
        "workload identity federation.";

    public static string CannotStandForServiceAccount(string kind) =>
        $"A credential of type '{kind}' can't impersonate a service account. Use a user or service account credential.";

    public static string CredentialFileUnusable(string path, string reason) => $"The credential file '{path}' can't be used. {Sentence(reason)}";

    public static string FileAddressNotSecure(string path, string field) =>
        $"The address in the field '{field}' of '{path}' must use HTTPS or point to this computer, because a secret is sent to it.";

    public static string FileEmpty(string path, string expected) => $"The file '{path}' is empty. {expected}";

    public static string FileIsClientSecret(string path, string expected) =>
        $"'{path}' is an OAuth client secret, which identifies an application and not a user. To sign in with it, use " +
        $"Connect-GeminiTuning -ClientSecretPath. {expected}";

    public static string FileIsContent(string what) =>
        $"{what} must be the path of a file, but its value looks like the content of one: JSON, a key or a token. The value isn't " +
        "shown. Save it in a file that only you can read, and specify the path of the file.";

    public static string FileIsDirectory(string path, string expected) => $"'{path}' is a directory. {expected}";

    public static string FileIsNoClientSecret(string path, CredentialFileKind kind, string expected) =>
        $"'{path}' is {Kind(kind)}, not an OAuth client secret. To use it, use Connect-GeminiTuning -CredentialPath. {expected}";

    public static string FileIsOther(string path, string what, string expected) => $"'{path}' is {what}. {expected}";

    public static string FileIsWebClientSecret(string path, string expected) =>
        $"'{path}' is the client secret of a web application, which can't be used to sign in from this computer. {expected}";

    public static string FileLacks(string path, CredentialFileKind kind, IEnumerable<string> fields) =>
        $"'{path}' is {Kind(kind)}, but required fields are missing: {string.Join(", ", fields.Select(field => $"'{field}'"))}.";

    public static string FileNamedBy(string namedBy, string problem) => $"{namedBy}: {problem}";

    public static string FileNotJson(string path, long? line, string expected) =>
        string.Create(Invariant, $"'{path}' isn't valid JSON (line {line}). The file might be truncated. {expected}");

    public static string FileHasUnsupportedSource(string path, string source) =>
        $"The workload identity federation configuration '{path}' gets its token from '{source}' (credential_source), which isn't supported. " +
        "Use a configuration with a file, a URL, or AWS as its source.";

    public static string FileInUtf16(string path) => $"The file '{path}' is encoded in UTF-16. Save it in UTF-8.";

    public static string FileOfAnotherUniverse(string path, string domain) =>
        $"The credential '{path}' is for the universe domain '{domain}'. Only googleapis.com is supported, so nothing was sent.";

    public static string FileNotThere(string path, string expected) => $"The file '{path}' doesn't exist. {expected}";

    public static string FileTooLarge(string path, long length, string expected) =>
        string.Create(Invariant, $"The file '{path}' is too large for a credential ({length:N0} bytes). {expected}");

    public static string FileUnreadable(string path, string reason) => $"The file '{path}' can't be read. {Sentence(reason)}";

    public static string FileStepFailed(string path, string reason) => $"The file '{path}' can't be accessed. {Sentence(reason)}";

    public static string FolderNotProtected(string folder) =>
        $"The access to '{folder}' can't be restricted to you, so no sign-in is stored there. Set the environment variable GEMINITUNING_CONFIG to a folder " +
        "on a file system with access rights, such as NTFS.";

    public static string JsonNoCredential(JsonValueKind kind) =>
        $"a JSON {(kind == JsonValueKind.Array ? "array" : "value")}, not a credential";

    public static string JsonOfNoTool => "a JSON file, but not a Google credential";

    public static string JsonOfOtherType(string type) => $"a credential of type '{type}', which isn't supported";

    public static string PrivateKeyUnreadable(string path) =>
        $"The field 'private_key' of the service account key '{path}' can't be read. The file might be truncated or modified.";

    static string Kind(CredentialFileKind kind) => kind switch
    {
        CredentialFileKind.AuthorizedUser => "a user credential",
        CredentialFileKind.ServiceAccount => "a service account key",
        CredentialFileKind.ExternalAccount => "a workload identity federation configuration",
        CredentialFileKind.ExternalAccountUser => "a workforce identity federation credential",
        CredentialFileKind.ImpersonatedServiceAccount => "an impersonated service account credential",
        _ => "an OAuth client secret",
    };

    // Secrets that are passed as parameters or in environment variables

    public static string SecretMalformed(string what) =>
        $"The {what} is empty or contains invalid characters: spaces, line breaks, or letters that aren't ASCII.";

    public static string SecretOfAnotherKind(string what, string kind, string advice) =>
        $"The value for the {what} is an {kind}. It wasn't sent.{advice}";

    public static string HowToGetAccessToken => " To get an access token, run 'gcloud auth application-default print-access-token'.";

    public static string HowToGetApiKey => " To create an API key, go to https://aistudio.google.com/apikey in your browser.";

    // Signing in

    public static string NobodySignedIn(TimeSpan limit) =>
        $"Nobody signed in within {Seconds(limit)}. On a computer without a browser, use -NoBrowser.";

    public static string NotTheRedirectAddress(Uri redirect) =>
        "This isn't the address of the page where the sign-in ended. Paste the address that belongs to this sign-in. It begins with " +
        $"{redirect}?state= or {redirect}?code=.";

    public static string NoRequest => "The browser closed the connection before it sent a complete request.";

    public static string PageNotSignedIn => "The sign-in failed. You can close this page.";

    public static string PageOtherAnswer => "This page doesn't belong to the current sign-in.";

    public static string PageSignedIn => "You're signed in. You can close this page.";

    public static string SignInFailed(string reason) => $"The sign-in failed. {Sentence(reason)}";

    public static string SignInFailedWith(string error) => $"The sign-in failed with the error '{error}'.";

    public static string SignInWithoutRefreshToken =>
        "You signed in, but Google didn't return a refresh token. Remove the application's access at " +
        "https://myaccount.google.com/connections, and then sign in again.";

    public static string SignInLacksScopes(string missing) =>
        $"You signed in, but required permissions are missing: {missing}. Sign in again and select all requested permissions.";

    public static string SignInRefusedInBrowser =>
        "The sign-in was denied in the browser (access_denied). If Google shows 'Access blocked', add the account as a test user on " +
        "the OAuth consent screen.";

    // Access tokens

    public static string ModelRetires(string model, DateOnly date, bool isPast, IReadOnlyList<string> replacements) => string.Create(CultureInfo.InvariantCulture,
        $"Google's retirement date for {model} {(isPast ? "was" : "is")} {date:MMMM d, yyyy}, unless it was extended. A month before that date, new access is " +
        $"blocked, and after it, the model and the models that were tuned from it return 404. Use {(replacements.Count == 0 ? "a newer model" : string.Join(" or ", replacements))} instead.");

    public static string AdviceGlobalDoesNotTune =>
        "Gemini models can't be tuned in the location global. Connect to a region with Connect-GeminiTuning -Location, such as us-central1.";

    public static string AdviceRegionMayNotTune(string location, string model) =>
        $"The model {model} may not support tuning, or not in {location}: each model can be tuned only in some regions. Connect to another region, such as " +
        "us-central1 or europe-west4, or specify another model with -BaseModel. Get-TuningBaseModel lists the models.";

    public static string AdviceBaseModelNotServed(string location, string model) =>
        $"The model {model} may not exist, or not be served in {location}. Newer models are served only from the multi-regions us and eu, or from global. " +
        "Get-TuningBaseModel lists the models.";

    public static string AdviceNotServed(string location) =>
        $"The endpoint doesn't exist, or {location} doesn't serve its model. Newer models are served only from the multi-regions us and eu. To check that the " +
        "model exists, run Get-TunedModel.";

    public static string LossUnreadable(string reason) =>
        $"The loss of tuned models can't be read from their experiments ({reason}). The models are returned without it.";

    public static string LossOfModelUnreadable(string model, string reason) => $"The loss of {model} can't be read from its experiment ({reason}).";

    public static string CredentialRenewed => "The service rejected the access token (401). Retrying with a new one.";

    public static string TokenRequestRejected(Uri endpoint, string said) => $"{endpoint.Authority} rejected the request for a token ({said}).";

    public static string NoToken(string kind, string reason) => $"No token ({kind}). {Sentence(reason)}";

    public static string NoTokenHostFailed(Uri endpoint, HttpStatusCode status, string? said) =>
        string.Create(Invariant, $"No token: {endpoint.Authority} failed (HTTP {(int)status}{(said is { Length: > 0 } words ? $", {words}" : "")}).");

    public static string NoTokenInTime(TimeSpan limit, string kind) => $"No token within {Seconds(limit)} ({kind}).";

    public static string NoTokenNoAnswer(Uri endpoint, string reason) => $"No token: no response from {endpoint.Authority}. {Sentence(reason)}";

    public static string PlainHttpNothingSent(Uri endpoint) =>
        $"{endpoint.Authority} uses HTTP, which could expose a secret, so nothing was sent. Use HTTPS.";

    public static string SignInEnded(Uri endpoint, string said) =>
        $"{endpoint.Authority} reported that the sign-in has expired or was revoked ({said}).";

    public static string TokenResponseEmpty(string kind) => $"The response of the token endpoint contains no token ({kind}).";

    public static string TokenResponseUnexpected(string kind) => $"The response of the token endpoint isn't in the expected format ({kind}).";

    public static string TokenCredentialRefused(string kind) => $"No token ({kind}): the token endpoint rejected the credential (401).";

    public static string SignInResponseUnexpected => "The sign-in failed: the response of the token endpoint isn't in the expected format.";

    // Requests and responses

    public static string ResponseIncomplete(Uri endpoint, string reason) =>
        $"The response from {endpoint.Authority} is incomplete or isn't in the expected format. {Sentence(reason)}";

    public static string AnswerOfAnother(string asked, string got) =>
        $"The service was asked about '{asked}', but the response is about '{got}'.";

    public static string AnswerTooLarge => "The response is too large.";

    public static string AnswerTooLargeFrom(Uri endpoint) =>
        $"{endpoint.Authority} gave a response that is larger than any of this service. The rest wasn't read.";

    public static string AnswerNotJson(Uri endpoint, string type) =>
        $"The response from {endpoint.Authority} is {type} instead of JSON. Check the address of the service, and check whether a proxy " +
        "sent the response.";

    public static string AttemptFailed(int attempt, string reason, TimeSpan delay) =>
        string.Create(Invariant, $"Attempt {attempt} failed. {Sentence(reason)} Retrying in {Seconds(delay)}.");

    public static string ConnectionClosed(Uri endpoint) => $"The connection to {endpoint.Authority} is closed. Connect again.";

    public static string CreateNamesNoOperation => "The service's response doesn't name an operation.";

    public static string HttpRedirect(HttpStatusCode status) =>
        string.Create(Invariant, $"HTTP {(int)status}: the service sent a redirect, which isn't followed. Check the address of the service.");

    public static string JsonNotUtf8 => "A string isn't valid UTF-8.";

    public static string JsonNull => "The response is null.";

    public static string JsonTextNotText => "A string was expected, but found an object or an array.";

    public static string ListDoesNotEnd => "The service returned the same page token twice, so its list doesn't end.";

    public static string ListTooLong(int pages) => string.Create(Invariant, $"The list doesn't end: the service gave {pages:N0} pages.");

    public static string NoAnswerFrom(Uri endpoint, string reason) => $"No response from {endpoint.Authority}. {Sentence(reason)}";

    public static string NoAnswerInTime(Uri endpoint, TimeSpan limit) => $"{endpoint.Authority} didn't respond within {Seconds(limit)}.";

    public static string NoResponseInTime(TimeSpan limit) => $"The service didn't respond within {Seconds(limit)}.";

    public static string NoSecureConnection(Uri endpoint, string reason) =>
        $"A secure connection to {endpoint.Authority} can't be established. {Sentence(reason)}";

    public static string ServiceGaveNoReason => "The service gave no reason.";

    // Examples and prompts

    public static string ColumnIsBoth(string column) =>
        $"The column {column} can't be both input and output. Specify different columns with -InputProperty and -OutputProperty.";

    public static string ColumnIsRejectedToo(string column) =>
        $"The column '{column}' can't contain the rejected outputs, because it contains the inputs or the outputs. Specify different columns with " +
        "-InputProperty, -OutputProperty, and -RejectedProperty.";

    public static string ColumnMissing(string name, string parameter, string columns) =>
        $"The column '{name}' doesn't exist (-{parameter}). {columns}";

    public static string ColumnsThere(string shown, string advice) => $"Available columns: {shown}.{advice}";

    public static string ExcelSeparatorLine(string line, string? separator) =>
        $"The file starts with the line {line}, which only Excel understands. Delete this line" +
        (separator is null ? "." : $", and then read the file with -Delimiter {separator}.");

    public static string ManyColumns(string what, string shown, string parameter) =>
        $"More than one column could contain the {what}: {shown}. Specify the column with -{parameter}.";

    public static string NoColumnFound(string what, string columns) => $"No {what} column was found. {columns}";

    public static string ObjectHasNoColumns => "The object has no properties.";

    public static string OneColumnOfWholeLines(string line, string separator) =>
        $"The only column looks like a complete line: {line}. Read the file with -Delimiter {separator}.";

    public static string SayWhichColumn(string parameter) => $" Specify the column with -{parameter}.";

    public static string ExampleFileTooLarge(int rows) =>
        $"The first {Count(rows, "row")} exceed 1 GB (1,073,741,824 bytes), the largest size of a dataset. Use fewer or shorter examples.";

    public static string NoExamples => "There are no examples because the pipeline was empty.";

    public static string StatusBillable(long count) => Count(count, "billable token");

    public static string StatusExamples(long count) => Count(count, "example");

    public static string StatusDropped(long count) => string.Create(Invariant, $"{count:N0} truncated or dropped");

    public static string TokenCountMissing => "The service's response has no number of tokens.";

    public static string FilesNotTaken(string service) => $"{service} doesn't support files of examples. Use Import-TuningExample to read the file.";

    public static string LocalFileHasNoExamples(string file) => $"{file} contains no examples.";

    public static string LocalFileHasMark(string file) =>
        $"{file} begins with a byte order mark. JSON Lines are encoded in UTF-8 without a byte order mark. To convert the file, use " +
        "Import-TuningExample and Export-TuningExample.";

    public static string LineNotUtf8 => "The line isn't valid UTF-8.";

    public static string LineNotVertexForm =>
        "The line isn't in the format of Vertex AI, because it has no \"contents\". To convert the file, use Import-TuningExample and Export-TuningExample.";

    public static string NoPrompts => "There are no prompts because the pipeline was empty.";

    public static string ProblemsInRows(IReadOnlyList<RowProblem> first, int count, bool ofPrompts, string? whole)
    {
        string[] lines =
        [
            $"{Count(count, "problem")} in the {(ofPrompts ? "prompts" : "examples")}. Nothing was sent.",
            .. first.Select(problem => $"- {problem}"),
            .. count > first.Count ? [$"- {Count(count - first.Count, "more problem")}."] : Array.Empty<string>(),
            .. whole is null ? Array.Empty<string>() : [whole],
        ];
        return string.Join(Environment.NewLine, lines);
    }

    public static string RowIsNull => "The row is null.";

    public static string RowProblem(int row, string? file, int? line, string problem) => file is null
        ? string.Create(Invariant, $"Row {row:N0}: {Sentence(problem)}")
        : string.Create(Invariant, $"{file}, line {line}: {Sentence(problem)}");

    public static string ProblemNotKept => "The row is invalid. Its problem isn't described, because there are too many different ones.";

    public static string SetTooLarge(int rows) =>
        $"The first {Count(rows, "row")} exceed 4 MB, the largest size of a request. Use fewer or shorter examples.";

    public static string NameHasControl(string what) =>
        $"{what} contains a line break or another control character. Use one line of text.";

    public static string NameOnlySpaces(string what) => $"{what} contains only spaces.";

    public static string TextEmpty(string what) => $"{what} is empty.";

    public static string TextHasHalfPair(string what, int position) =>
        string.Create(Invariant, $"{what} isn't valid Unicode: it contains half of a surrogate pair at character {position}.");

    public static string TextTooLong(string what, int length, int maximum) =>
        string.Create(Invariant, $"{what} has {length:N0} characters. The maximum is {maximum:N0}.");

    public static string TheInput => "The input";

    public static string TheOutput => "The output";

    public static string ThePrompt => "The prompt";

    public static string TheSystemInstruction => "The system instruction";

    // Uploads and downloads

    public static string NoBucket =>
        "No Cloud Storage bucket is configured. Specify one with Connect-GeminiTuning -Vertex -Bucket gs://BUCKET or with the " +
        "environment variable GEMINITUNING_BUCKET. If your examples are already in Cloud Storage, use -TrainingDataUri.";

    public static string DownloadNotResumed(StorageUri uri) =>
        string.Create(Invariant, $"The download of {uri} was interrupted and can't be resumed. Run the command again.");

    public static string UploadHasNoSession(Uri endpoint) => $"{endpoint.Authority} started an upload but didn't return an address for it.";

    public static string UploadIncomplete => "The upload is incomplete: Cloud Storage didn't receive all data.";

    // What a service is and has

    public static string ExamplesNotInRequest =>
        "The Gemini Developer API accepts examples only in the request (ExamplesInRequest).";

    public static string HowToConnectGeminiApi => "Connect-GeminiTuning without -Vertex.";

    public static string HowToConnectVertex =>
        "Connect-GeminiTuning -Vertex -Project ID -Location us-central1 -Bucket gs://BUCKET. To try it without an account, use " +
        "Connect-GeminiTuning -Emulator -Vertex.";

    public static string NoBaseModel =>
        "The service offers no base model to tune. The Gemini Developer API has offered none since May 2025. It still lists models " +
        "that were tuned earlier. To tune, use Vertex AI with Connect-GeminiTuning -Vertex. To try tuning without an account, use the " +
        "emulator with Connect-GeminiTuning -Emulator.";

    public static string WhichBaseModel(string models) =>
        $"The service offers more than one base model. Specify one of them with -BaseModel: {models}.";

    // Tuning jobs, tuned models, and batches

    public static string AnswerLineUnreadable(string fault, string line) => $"A line of the batch output can't be read: {line} {Sentence(fault)}";

    public static string JobCancelled => "The job was canceled.";

    public static string JobExpired => "The job took longer than the service allows.";

    public static string JobWithoutEndpoint(string job, string? model) =>
        $"The tuning job {job} succeeded, but names no endpoint for its model{(model is { Length: > 0 } name ? $" {name}" : "")}. Deploy the model to an " +
        "endpoint in the Google Cloud console, and then use the name of the endpoint (projects/PROJECT/locations/LOCATION/endpoints/ID).";

    public static string JobWithoutModel(string job) =>
        $"The tuning job {job} succeeded, but names no model in the Model Registry. Use the name of the model " +
        "(projects/PROJECT/locations/LOCATION/models/ID), which you can find in the Google Cloud console.";

    public static string ModelHasNoCheckpoints(string model) =>
        $"{model} has no checkpoints. Either the tuning job hasn't finished, or it exported only the last checkpoint " +
        "(-ExportLastCheckpointOnly). To use the last checkpoint, omit -Checkpoint.";

    public static string ModelWithoutOperation(string model) => $"{model} exists, but the service doesn't list its tuning operation.";

    public static string ModelNotReady(string model, JobState state) =>
        string.Create(Invariant, $"{model} isn't ready. The state of its tuning job is {state}.") +
        (state is JobState.Failed or JobState.Cancelled or JobState.Expired ? "" : $" {HowToWaitFor(model)}");

    public static string ModelIsBeingTuned(string model) => $"{model} isn't ready because it's still being tuned. {HowToWaitFor(model)}";

    static string HowToWaitFor(string model) => $"To wait until it's ready, run 'Wait-TuningOperation {model}'.";

    public static string AnswersInBigQuery(string batch, string table) =>
        $"The responses of batch {batch} are in BigQuery ({table}). The module reads responses from Cloud Storage only. Query the table with BigQuery.";

    public static string AnswersMissing(string batch, long counted, string folder, long read) =>
        string.Create(Invariant, $"Batch {batch} reports {counted:N0} responses, but only {read:N0} were found in {folder}. Look in that folder for " +
        $"files of another format.");

    public static string NoAnswersYet(string batch, JobState state) =>
        string.Create(Invariant, $"{batch} has no responses yet. The state of the batch is {state}. To wait for it, run 'Wait-TunedModelBatch {batch}'.");

    public static string NoFieldToChange => "There's nothing to update because no field was specified.";

    public static string NoJobMade(VertexName name) =>
        string.Create(Invariant, $"No tuning job in this project and location created {name}.");

    public static string NoSuchCheckpoint(string checkpoint, IEnumerable<TunedModelCheckpoint> there) =>
        $"The checkpoint '{checkpoint}' doesn't exist. Available checkpoints: {string.Join(", ", there)}.";

    public static string OperationLost(string operation, string step, VertexName model) =>
        $"While deleting {model}: {step} The service no longer has the operation of this step ({operation}). To continue, run the command " +
        "again. It skips what is already done.";

    public static string OperationDoesNotEnd(string name, TimeSpan limit) =>
        string.Create(Invariant, $"{name} hasn't finished within {limit.TotalMinutes:0} minutes. To continue, run the command again.");

    public static string OperationNotListed(string model) => $"{model} was created, but the service doesn't list its tuning operation yet.";

    public static string StepCancelTuning(string? job) => $"Canceling the tuning job {job}.";

    public static string StepTriedAgain(string reason, TimeSpan delay) =>
        $"The service refused this step, because the model was undeployed a moment ago. {Sentence(reason)} Retrying in {Seconds(delay)}.";

    public static string StepDelete(VertexName name) => string.Create(Invariant, $"Deleting {name}.");

    public static string StepUndeploy(VertexName model, VertexName endpoint) =>
        string.Create(Invariant, $"Undeploying {model} from {endpoint}.");

    public static string TuningFailed(string model, ServiceStatus? reason) =>
        $"The tuning of {model} failed. {Sentence(reason?.ToString() ?? ServiceGaveNoReason)}";

    // Files of examples

    public static string ProblemInFile(string file, int? line, string problem) =>
        string.Create(Invariant, $"{file}{(line is null ? "" : $":{line}")}: {Sentence(problem)}");

    public static string FileHasNoExamples => "The file contains no examples.";

    public static string ItemTooLong(int megabytes) =>
        string.Create(Invariant, $"A line or a value is longer than {megabytes} MB. Check whether a quote or a bracket isn't closed.");

    public static string LinesNotUtf8(int count, string lines) =>
        $"{Count(count, "line")} couldn't be read because the text isn't valid UTF-8: {lines}. If the file has a different encoding, " +
        "specify it with -Encoding, for example -Encoding 1252.";

    public static string FieldsMissing(int found, int expected) =>
        $"The row has {Count(found, "field")}, but the header has {Count(expected, "column")}.";

    public static string FieldsTooMany(int found, int expected) =>
        $"The row has {Count(found, "field")}, but the header has {Count(expected, "column")}. Enclose a text that contains the delimiter in quotes.";

    public static string QuoteNotClosed => "A quote opens a field and is never closed. The rest of the file wasn't read.";

    public static string TextAfterQuote => "There is text after the closing quote of a field. Double each quote that is part of the text.";

    public static string ItemNotJson(long position, string reason) =>
        string.Create(Invariant, $"The text isn't valid JSON at byte {position} of the line. {Sentence(reason)}");

    public static string ItemNotObject(string kind) =>
        $"The value is {kind}, not a JSON object with an input and an output. For JSON of a different structure, see about_GeminiTuning_Datasets.";

    public static string ListNotClosed => "The file ends before its JSON array is closed. The file might be truncated.";

    public static string TextAfterList => "There is text after the end of the JSON array.";

    public static string FieldNotText(string column, string kind) => $"The column '{column}' contains {kind}, not a string or a number.";

    public static string FieldOfOtherKind(string name, string found, string expected) => $"'{name}' must be {expected}, but it is {found}.";

    public static string JsonHalfPair(string text) => $"The string {text} isn't valid Unicode: it contains half of a surrogate pair.";

    public static string JsonKindArray => "an array";

    public static string JsonKindObject => "an object";

    public static string JsonKindString => "a string";

    public static string JsonKindNumber => "a number";

    public static string JsonKindMissing => "missing";

    public static string JsonKindBoolean => "a Boolean value";

    public static string CompletionsIncomplete => "'completions' must contain one completion with score 1 and one with score 0.";

    public static string OneOutputExpected(int count) =>
        $"Each output of a preference pair must be one message, but one of them has {Count(count, "message")}.";

    public static string SystemNotFirst => "A system message must be before all other messages.";

    public static string MessageRoleUnknown(string role) => $"The role '{role}' of a message isn't supported.";

    public static string NoCounterpart(string name) => $"'{name}' can't be converted to the Vertex AI format.";

    public static string NoCounterpartIn(string name, string format) => $"'{name}' can't be written in the {format} format.";

    public static string ImageTypeUnknown(string address) =>
        $"The type of the image '{address}' is unknown. Its address must end with .png, .jpg, .jpeg, .webp, .heic, .heif, or .gif.";

    public static string ArgumentsNotObject(string text) => $"The arguments of a function call must be a JSON object, but they are: {Sentence(text)}";

    public static string ResponseToNoCall => "A function response doesn't follow a call of that function.";

    public static string TheRejectedOutput => "The rejected output";

    public static string ChatRoleUnknown(int turn, string role) =>
        string.Create(Invariant, $"Turn {turn} has the role '{role}'. Allowed: user, model.");

    public static string ChatBeginsWithModel => "The chat begins with a turn of the model.";

    public static string ChatAnswersTwice(int turn) =>
        string.Create(Invariant, $"Turn {turn} is a turn of the model that follows another turn of the model.");

    public static string ChatEndsWithoutModel => "The chat doesn't end with a turn of the model.";

    // Findings in a dataset

    public static string ExamplesRow(int row) => string.Create(Invariant, $"row {row}");

    public static string ExamplesRows(string numbers) => $"rows {numbers}";

    public static string PreferencePairUnsupported(string service) =>
        $"The example is a preference pair. The {service} supports only supervised tuning.";

    public static string PreferenceUnsupported(string service) =>
        $"The examples are preference pairs, but the {service} supports only supervised tuning. To tune on the preferred outputs, use " +
        "New-TunedModel -Method Supervised. To tune on the pairs, connect to Vertex AI.";

    public static string BetaOfSupervised => "-Beta applies only to preference tuning. Omit it, or specify -Method Preference.";

    public static string MetricUnknown(string name, IReadOnlyList<string> known) =>
        $"'{name}' isn't a metric. Use {string.Join(", ", known)}, or the name of a predefined metric with its version, such as text_quality_v1.";

    public static string EvaluationOfPreference => "-EvaluationMetric applies only to supervised tuning.";

    public static string EvaluationWithoutExamples =>
        "-EvaluationMetric requires validation examples. Specify them with -ValidationExample, -ValidationDataPath, or -ValidationDataUri.";

    public static string PairAmongOthers => "The example has a rejected output, but the dataset is for supervised tuning.";

    public static string OtherAmongPairs => "The example has no rejected output, but the dataset is for preference tuning.";

    public static string PairOutputsEqual => "The preferred and the rejected output are the same.";

    public static string CompletionNotOfModel => "A completion of the preference pair isn't a turn of the model.";

    public static string PairHasMedia => "The example is a preference pair with function calls or media. Preference tuning supports only text.";

    public static string ChatEndsWithModel => "The prompt of the preference pair doesn't end with a turn of the user.";

    public static string ValidationOfOtherMethod(TuningMethod training, TuningMethod validation) =>
        $"The training examples are for {Method(training)} tuning, but the validation examples are for {Method(validation)} tuning. Both must be preference " +
        "pairs, or neither of them.";

    public static string FoundMixedMethod(int count) =>
        $"{Count(count, "example")} of another kind than the first example of the dataset: only one of them is a preference pair.";

    public static string AdviceMixedMethod => "Tune preference pairs and other examples one after the other, or add the missing rejected outputs.";

    public static string FoundEqualOutputs(int count) => $"{Count(count, "preference pair")} whose preferred and rejected output are the same.";

    public static string AdviceEqualOutputs => "Remove the pairs, or correct one of the outputs. The model can't learn anything from them.";

    static string Method(TuningMethod method) => method == TuningMethod.Preference ? "preference" : "supervised";

    public static string ChatUnsupported(string service) =>
        $"The example is a chat, or it contains function calls or media. The {service} supports only text pairs.";

    public static string FoundUnreadable(int count) => $"{Count(count, "object")} can't be read as examples.";

    public static string AdviceUnreadable => "Use objects with an input and an output, for example from Import-TuningExample or Import-Csv.";

    public static string FoundEmpty(int count) => $"{Count(count, "example")} with an empty input or output.";

    public static string AdviceEmpty => "Add the missing text, or remove the examples.";

    public static string FoundInvalidText(int count) => $"{Count(count, "example")} with half of a surrogate pair, which isn't valid Unicode.";

    public static string AdviceInvalidText => "Remove the broken character. It usually comes from a text that was cut at a fixed length.";

    public static string FoundTooLong(int count) => $"{Count(count, "example")} with a text that is longer than the service accepts.";

    public static string AdviceTooLong => "Shorten the texts, or split them into several examples.";

    public static string FoundUnsupported(int count) => $"{Count(count, "example")} that the service doesn't support for this kind of tuning.";

    public static string AdviceUnsupported => "Tune chats, function calls, media, and preference pairs on Vertex AI. Preference pairs can contain only text.";

    public static string FoundChatOrder(int count) => $"{Count(count, "chat")} with roles out of order, or without a turn of the model at the end.";

    public static string AdviceChatOrder => "Alternate the roles user and model, and end each chat with model, because the model learns its turns.";

    public static string FoundOutputRepeatsInput(int count) => $"{Count(count, "example")} with an output that begins with the input.";

    public static string AdviceOutputRepeatsInput => "Remove the input from the output, unless the model is to repeat it.";

    public static string FoundOuterWhiteSpace(int count) => $"{Count(count, "example")} with white space at the beginning or the end of a text.";

    public static string AdviceOuterWhiteSpace => "Trim the texts, unless the model is to learn the white space.";

    public static string FoundControlCharacter(int count) => $"{Count(count, "example")} with control characters other than tabs and line breaks.";

    public static string AdviceControlCharacter => "Remove the characters. They are usually left over from a terminal, a PDF file, or a database.";

    public static string FoundReplacementCharacter(int count) => $"{Count(count, "example")} with the replacement character U+FFFD.";

    public static string AdviceReplacementCharacter => "Read the source again with its own encoding. The original characters are lost in these texts.";

    public static string FoundMojibake(int count) => $"{Count(count, "example")} with UTF-8 text that was read in another encoding.";

    public static string AdviceMojibake => "Read the source again as UTF-8.";

    public static string FoundSecret(int count) => $"{Count(count, "example")} with what looks like a key or an access token.";

    public static string AdviceSecret => "Revoke the key, and remove it from the texts. A tuned model can repeat what it learned.";

    public static string FoundPersonalData(int count) => $"{Count(count, "example")} with what looks like an email address or a payment card number.";

    public static string AdvicePersonalData => "Replace the data with placeholders. A tuned model can repeat what it learned.";

    public static string FoundConflict(int inputs, int examples) =>
        $"{Count(inputs, "input")} with different outputs, in {Count(examples, "example")}.";

    public static string FoundPairConflict(int inputs, int examples) =>
        $"{Count(inputs, "input")} with an output that is preferred in one preference pair and rejected in another, in {Count(examples, "example")}.";

    public static string AdviceConflict => "Decide on one output for each input. The model can't learn both.";

    public static string FoundDuplicate(int count) => $"{Count(count, "example")} that repeat{(count == 1 ? "s" : "")} an earlier example.";

    public static string AdviceDuplicate => "Remove the repetitions. They count as often as they occur, and can distort what the model learns.";

    public static string FoundNearDuplicate(int count) =>
        $"{Count(count, "example")} with an input that is nearly the same as an earlier one, except for case, white space, or a few words.";

    public static string AdviceNearDuplicate => "Keep the examples that add something. Never split such examples between training and validation.";

    public static string FoundLeakage(int training, int validation) =>
        $"{Count(training, "training example")} with the same input as {Count(validation, "validation example")}.";

    public static string FoundNearLeakage(int count) => $"{Count(count, "training example")} with nearly the same input as a validation example.";

    public static string AdviceLeakage => "Remove them from one of the datasets. Otherwise, the validation measures what the model learned by heart.";

    public static string FoundSingleOutput(string output) => $"All outputs are the same: '{output}'.";

    public static string AdviceSingleOutput => "Add examples with other outputs, or check that you specified the correct output column.";

    public static string FoundImbalance(string most, int mostCount, string least, int leastCount) =>
        $"The output '{most}' has {Count(mostCount, "example")}, but '{least}' has only {Count(leastCount, "example")}.";

    public static string AdviceImbalance => "Add examples of the rare outputs, or remove some of the frequent ones.";

    public static string FoundRareOutput(int count, int handful, string output) =>
        string.Create(Invariant, $"{Count(count, "output")} with fewer than {handful} examples, such as '{output}'.");

    public static string AdviceRareOutput => "Add examples, or merge the output with another one.";

    public static string FoundTooManyBytes(long bytes, long most, string service) =>
        string.Create(Invariant, $"The dataset has {bytes:N0} bytes. The maximum of the {service} is {most:N0}.");

    public static string FoundTooManyExamples(int count, int most, string service) =>
        string.Create(Invariant, $"The dataset has {count:N0} examples. The maximum of the {service} is {most:N0}.");

    public static string AdviceTooLarge => "Use fewer or shorter examples, for example with Split-TuningExample -Count.";

    public static string FoundFewExamples(int count, int advised) =>
        string.Create(Invariant, $"The dataset has {Count(count, "example")}. Google recommends at least {advised}.");

    public static string AdviceFewExamples => "Add examples. For good results, Google recommends 100 to 500.";

    public static string FoundTooManyValidation(int count, int most, string service) =>
        string.Create(Invariant, $"The validation dataset has {count:N0} examples. The maximum of the {service} is {most:N0}.");

    public static string FoundValidationUnsupported(string service) => $"The {service} doesn't support validation examples.";

    public static string FoundLargeValidation(double share) =>
        string.Create(Invariant, $"The validation dataset has more than {share * 100:0}% as many examples as the training dataset.");

    public static string AdviceValidationSize => "Use Split-TuningExample, which keeps to the limits.";

    public static string FoundCommonPrefix(string what, string text) => $"All {what} begin with the same text: '{text}'.";

    public static string FoundCommonSuffix(string what, string text) => $"All {what} end with the same text: '{text}'.";

    public static string FoundMixedScript(int count, string what, TextScript usual) =>
        $"{Count(count, what)} not in {(usual == TextScript.ChineseOrJapanese ? "Chinese or Japanese" : usual.ToString())} letters, unlike all others.";

    public static string AdviceMixedScript => "Check whether these examples belong in the dataset.";

    public static string FoundMixedForm(int count, OutputForm usual) =>
        $"{Count(count, "output")} not in the form of all others: {usual switch
        {
            OutputForm.Json => "JSON",
            OutputForm.Markup => "markup",
            OutputForm.Fenced => "a fenced code block",
            _ => "plain text",
        }}.";

    public static string FoundFewChats(int count) => $"{Count(count, "example")} with a chat, function calls, or media, among text pairs.";

    public static string FoundFewPairs(int count) => $"{Count(count, "text pair")} among chats.";

    public static string FoundFewInstructions(int count) => $"{Count(count, "example")} with a system instruction, unlike all others.";

    public static string FoundFewWithoutInstruction(int count) => $"{Count(count, "example")} without a system instruction, unlike all others.";

    public static string AdviceMixedForm => "Check whether these examples belong in the dataset, or bring them into the same form.";

    public static string ReportCounts(TuningDataReport report)
    {
        var chats = report.ChatCount == 0 ? "" : $" ({Count(report.ChatCount, "chat")})";
        var validation = report.ValidationExampleCount == 0 ? "" : $", {Count(report.ValidationExampleCount, "validation example")}";
        return $"{Count(report.ExampleCount, report.Method == TuningMethod.Preference ? "preference pair" : "example")}{chats}{validation}, checked for {report.Service}.";
    }

    public static string ReportOutputs(int count) => $"{Count(count, "different output")}:";

    public static string ReportSteps(TuningDataReport report) => report is { StepCount: { } steps, EpochCount: { } epochs, BatchSize: { } batch }
        ? $"{Count(steps, "step")} with {Count(epochs, "epoch")} and {Count(batch, "example")} in a step."
        : $"The number of steps is chosen by {report.Service}.";

    public static string ReportFindings(TuningDataReport report)
    {
        var notes = report.Findings.Count - report.ErrorCount - report.WarningCount;
        return report.Findings.Count == 0
            ? "No findings."
            : $"{Count(report.ErrorCount, "error")}, {Count(report.WarningCount, "warning")}, {Count(notes, "note")}.";
    }

    public static string AdviceCommonText =>
        "Move what begins or ends each input to the system instruction on Vertex AI, or send it with each prompt, too. Remove what begins or ends each " +
        "output, and add it in your code.";

    // Measures

    public static string ComparisonInWords(TunedModelComparison comparison) =>
        string.Create(Invariant, $"{Verdict(comparison)}: {LabelOf(comparison.Measure)} {comparison.Value:0.000} versus {comparison.ReferenceValue:0.000}, " +
        $"difference {Signed(comparison.Difference)} (95% interval {Signed(comparison.DifferenceInterval.Lower)} to {Signed(comparison.DifferenceInterval.Upper)}, " +
        $"p {PValue(comparison.AdjustedPValue)}){RowsNeeded(comparison)}.");

    static string Verdict(TunedModelComparison comparison) => comparison.Verdict switch
    {
        ComparisonVerdict.Better => $"{comparison.Titles.Model} is better than {comparison.Titles.Reference}",
        ComparisonVerdict.Worse => $"{comparison.Titles.Model} is worse than {comparison.Titles.Reference}",
        _ when comparison.RowsNeeded > comparison.Count =>
            $"{Count(comparison.Count, "row")} are too few to say whether {comparison.Titles.Model} or {comparison.Titles.Reference} is better",
        _ => $"{Count(comparison.Count, "row")} show no difference between {comparison.Titles.Model} and {comparison.Titles.Reference}",
    };

    static string RowsNeeded(TunedModelComparison comparison) =>
        comparison.Verdict is ComparisonVerdict.Undecided && comparison.RowsNeeded is { } needed && needed > comparison.Count
            ? string.Create(Invariant, $". To show a difference of this size, you need about {needed:N0} rows")
            : "";

    static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", Invariant);

    static string PValue(double value) => value < 0.001 ? "< 0.001" : string.Create(Invariant, $"= {value:0.000}");

    public static string LabelOf(MeasureName measure) => measure switch
    {
        MeasureName.Accuracy => "accuracy",
        MeasureName.NormalizedMatch => "normalized match",
        MeasureName.TokenF1 => "token F1",
        MeasureName.RougeL => "ROUGE-L",
        MeasureName.ChrF => "chrF",
        MeasureName.Score => "score",
        MeasureName.AbsoluteError => "mean absolute error",
        _ => "mean relative error",
    };

    public static string LossInWords(LossReading reading) => $"{reading.Title}: {Shown(reading)}.";

    static string Shown(LossReading reading) => reading.Trend switch
    {
        LossTrend.Falling when reading.IsRunning => $"the training loss is falling, {Change(reading)}",
        LossTrend.Falling => $"the training loss was still falling at the end, {Change(reading)}. More epochs may help",
        LossTrend.Overfitting => $"the validation loss {RisenFrom(reading)}. The model overfits: use fewer epochs, or an earlier checkpoint",
        LossTrend.Unsteady when reading.IsDiverged => "the training loss is no longer a finite number. The learning rate is too high",
        LossTrend.Unsteady when reading.RecentChange >= 0.05 => $"the training loss is rising, {Change(reading)}. The learning rate may be too high",
        LossTrend.Unsteady => "the training loss is unsteady. The learning rate may be too high, or the batch size too small",
        LossTrend.Flat when reading.IsRunning => $"the training loss has leveled off so far, at {Loss(reading.RecentLoss ?? 0)}",
        LossTrend.Flat when LossReader.HasStopped(reading.Validation) =>
            $"the validation loss has leveled off, and was lowest {At(reading.Best!)}. More epochs would change little",
        LossTrend.Flat when reading.Epoch <= 1 =>
            $"the training loss has leveled off at {Loss(reading.RecentLoss ?? 0)} within one epoch, in which the model saw each example only once. More epochs may help",
        LossTrend.Flat =>
            $"the training loss has leveled off at {Loss(reading.RecentLoss ?? 0)}. More epochs would change little",
        _ => TooFew(reading),
    };

    static string TooFew(LossReading reading) => (reading, reading.Training.Count) switch
    {
        ({ IsRunning: true }, 0) => "there is no loss yet",
        (_, 0) => "there is no loss, or it can't be read",
        (_, var count) => $"{Count(count, "step")} {(count == 1 ? "is" : "are")} too few to say what the loss shows",
    };

    static string Change(LossReading reading) =>
        string.Create(Invariant, $"by {Math.Abs(reading.RecentChange ?? 0):0%} over the last third of the steps");

    static string Loss(double loss) => loss is > 0 and < 0.0001 ? "less than 0.0001" : string.Create(Invariant, $"{loss:0.####}");

    static string RisenFrom(LossReading reading)
    {
        var best = reading.Best!;
        var from = reading.OverfittingEpoch is { } epoch && epoch != reading.BestEpoch
            ? string.Create(Invariant, $"rises from epoch {epoch}")
            : string.Create(Invariant, $"rises from step {reading.OverfittingStep}");
        return string.Create(Invariant, $"{from}: it was lowest {At(best)}, with {Loss(best.Loss)}, and is now {Loss(reading.ValidationLoss ?? 0)}");
    }

    static string At(LossPoint point) => point.Epoch > 0
        ? string.Create(Invariant, $"in epoch {point.Epoch} (step {point.Step})")
        : string.Create(Invariant, $"at step {point.Step}");

    public static string LossPictureName(IReadOnlyList<LossReading> readings) => $"Loss of {string.Join(", ", readings.Select(reading => reading.Title))}";

    public static string IdOfPictureInvalid => "An ID in a picture consists of ASCII letters, digits, and hyphens, with a letter first.";

    public static string LossPictureEmpty => "No losses yet.";

    public static string LossAxisName => "mean loss";

    public static string StepAxisName => "step";

    public static string EpochAxisName => "epoch";

    public static string TrainingLossName(string model) => $"{model}, training";

    public static string ValidationLossName(string model) => $"{model}, validation";

    public static string MeasurementInWords(TunedModelMeasurement measurement) => measurement.Accuracy is { } accuracy
        ? string.Create(Invariant, $"{measurement.Title}: accuracy {accuracy:0.000} ({measurement.AccuracyInterval}), {Count(measurement.Answered, "answered row")}.")
        : $"{measurement.Title}: no answered rows.";

    public static string ModelTitleName(string model, string? displayName, string? checkpoint) =>
        (displayName is null ? model : PrintableText.Of(displayName)) + (checkpoint is null ? "" : $" (checkpoint {PrintableText.Of(checkpoint)})");

    public static string NoCommonRows(string model, string reference) =>
        $"The measurements of {model} and {reference} have no answered row in common. Measure both models on the same rows.";

    public static string NoSuchMeasure(MeasureName measure) => measure is MeasureName.Score
        ? "The measurements have no score of your own. Measure the models with -ScoreScript, or compare another measure."
        : $"The {LabelOf(measure)} isn't available because the expected outputs or the answers aren't numbers. Compare another measure.";

    public static string OutsideClassesName => "(other)";

    // Reports

    public static string TitleReport => "Tuning report";

    public static string TitleReportOn(string models) => $"Tuning report: {models}";

    public static string TitleContents => "Contents";

    public static string TitleSummary => "Summary";

    public static string TitleMeasures => "Measures";

    public static string TitleComparison => "Comparison";

    public static string TitleClasses => "Classes";

    public static string TitleMisses => "Wrong answers";

    public static string TitleTuning => "Tuning";

    public static string TitleDataset => "Dataset";

    public static string TitleSplit => "Split";

    public static string TitleUsage => "Tokens and time";

    public static string TitleOrigin => "How this report was created";

    public static string ReportSubtitle(TuningReport report)
    {
        string[] parts =
        [
            .. report.Models.Count > 0 ? [Count(report.Models.Count, "tuned model")] : Array.Empty<string>(),
            .. report.Measurements.Count > 0 ? [Count(report.Measurements.Count, "measurement")] : Array.Empty<string>(),
            .. report.Comparisons.Count > 0 ? [Count(report.Comparisons.Count, "comparison")] : Array.Empty<string>(),
            .. report.Datasets.Count > 0 ? [Count(report.Datasets.Count, "dataset check")] : Array.Empty<string>(),
            .. report.Splits.Count > 0 ? [Count(report.Splits.Count, "split")] : Array.Empty<string>(),
        ];
        return $"Created {ReportNumber.Time(report.CreateTime)} from {string.Join(", ", parts)}.";
    }

    public static string CardOfAccuracy(MeasureInterval interval, long rows) =>
        string.Create(Invariant, $"accuracy, 95% interval {interval.Lower:0.0%} to {interval.Upper:0.0%}, {Count(rows, "row")}");

    public static string CardOfScore(MeasureInterval interval, long rows) =>
        string.Create(Invariant, $"mean score, 95% interval {interval.Lower:0.000} to {interval.Upper:0.000}, {Count(rows, "row")}");

    public static string CaptionAnswers => "Answers to the held-out rows";

    public static string CaptionMeasures => "Measures with their 95% confidence intervals";

    public static string CaptionComparisons => "Differences between the models, row by row";

    public static string CaptionComparedRows => "Rows on which a model is better or worse";

    public static string CaptionDifferences => "Rows on which the models differ";

    public static string CaptionMatrix => "Confusion matrix: expected classes in rows, answered classes in columns";

    public static string CaptionMistakes => "Most frequent mistakes";

    public static string CaptionClasses => "Precision, recall, and F1 of each class";

    public static string CaptionMisses => "Wrong answers in the order of the rows";

    public static string CaptionCheckpoints => "Checkpoints";

    public static string CaptionEvaluations => "Evaluation by the service";

    public static string CaptionDistributions => "Tokens and turns of the examples, as counted by the service";

    public static string CaptionDropped(int count) => $"Some of the {Count(count, "example")} that the service dropped or truncated";

    public static string CaptionLengths => "Lengths in characters";

    public static string CaptionOutputs => "Different outputs";

    public static string CaptionFindings => "Findings";

    public static string CaptionTokens => "Tokens used to measure the models";

    public static string CaptionLatency => "Time until a response, in milliseconds";

    public static string NoteMeasures =>
        "The interval says how much the value could differ on other rows of the same kind. about_GeminiTuning_Measures defines the measures.";

    public static string NoteComparisons =>
        "A model counts as better or worse if p is below 0.05. p is corrected for the number of models. Both models answered the same rows.";

    public static string NoteOrigin(int longest) =>
        string.Create(Invariant, $"Texts with more than {longest:N0} characters are shortened, and secrets in them are replaced by ***.");

    public static string NoteLargeMatrix => "The HTML report contains the whole confusion matrix.";

    public static string DifferencesSummary(TunedModelComparison comparison, int count) =>
        $"{Count(count, "row")} on which {comparison.Model} and {comparison.Reference} differ";

    public static string MatrixSummary(int classes) => string.Create(Invariant, $"Confusion matrix of all {classes:N0} classes");

    public static string ClassesSummary(int classes) => string.Create(Invariant, $"Precision, recall, and F1 of all {classes:N0} classes");

    public static string OutputsSummary(int outputs) => string.Create(Invariant, $"All {outputs:N0} different outputs");

    public static string MissesInWords(TunedModelMeasurement measurement, int shown) => measurement.MissCount == 0
        ? $"All {Count(measurement.Answered, "answer")} are right."
        : $"{Count(measurement.MissCount, "wrong answer")} in {Count(measurement.Answered, "answered row")}."
            + (shown == 0 ? "" : shown < measurement.MissCount ? $" The first {Count(shown, "row")} are below." : " They are below.");

    public static string AnswerOf(string model) => $"Answer of {model}";

    public static string RowName(long row) => string.Create(Invariant, $"Row {row:N0}");

    public static string LabelWithId(string label, string id) => $"{label} ({id})";

    public static string IntervalSeparator => " to ";

    public static string LabelScale => "Scale from 0 to 1";

    public static string LabelDifferenceScale => "Worse (left), better (right)";

    public static string LabelInterval => "95% interval";

    public static string LabelReference => "Compared with";

    public static string LabelReferenceValue => "Its value";

    public static string LabelBetterRows => "Better rows";

    public static string LabelWorseRows => "Worse rows";

    public static string LabelUnpairedRows => "Rows left out";

    public static string LabelRight => "(right)";

    public static string LabelSupport => "Expected";

    public static string LabelMacroMean => "Macro mean";

    public static string LabelWeightedMean => "Weighted mean";

    public static string LabelScore => "Your score";

    public static string LabelAccuracy => "Accuracy (exact match)";

    public static string LabelNormalizedMatch => "Normalized match";

    public static string LabelTokenF1 => "Token F1";

    public static string LabelMacroF1 => "Macro F1 of the classes";

    public static string LabelWeightedF1 => "Weighted F1 of the classes";

    public static string LabelAbsoluteError => "Mean absolute error";

    public static string LabelRelativeError => "Mean relative error";

    public static string LabelBaseModel => "Base model";

    public static string LabelSourceModel => "Tuned from";

    public static string LabelDefaultCheckpoint => "Default checkpoint";

    public static string LabelBatchSize => "Batch size";

    public static string LabelLearningRate => "Learning rate";

    public static string LabelLearningRateMultiplier => "Learning rate multiplier";

    public static string LabelAdapterSize => "Adapter size";

    public static string LabelLastLoss => "Last loss";

    public static string LabelLastValidationLoss => "Last validation loss";

    public static string LabelBillableTokens => "Billable tokens";

    public static string LabelTrainingCost => "Training cost";

    public static string LabelDeviation => "Standard deviation";

    public static string LabelInputTokens => "Input tokens";

    public static string LabelOutputTokens => "Output tokens";

    public static string LabelTurns => "Turns";

    public static string LabelTuningTime => "Tuning time";

    public static string LabelValidationLoss => "Validation loss";

    public static string LabelTokenAccuracy => "Token accuracy";

    public static string LabelValidationTokenAccuracy => "Validation token accuracy";

    public static string LabelPercentile95 => "95th percentile";

    public static string LabelCheckedFor => "Checked for";

    public static string LabelTrainingExamples => "Training examples";

    public static string LabelValidationExamples => "Validation examples";

    public static string LabelTestExamples => "Test examples";

    public static string LabelUnusedExamples => "Unused examples";

    public static string LabelDistinctInputs => "Different inputs";

    public static string LabelDistinctOutputs => "Different outputs";

    public static string LabelPermutationTest => "Permutation test";

    public static string LabelSplitSeed => "Seed of the split";

    public static string OriginOfIntervals(int resamples, ulong seed) =>
        string.Create(Invariant, $"Wilson for proportions; bootstrap with {resamples:N0} resamples and seed {seed} for means");

    public static string OriginOfPermutations(int permutations, ulong seed) => string.Create(Invariant, $"up to {permutations:N0} permutations with seed {seed}");

    public static string LabelOf(PairedTest test) => test switch
    {
        PairedTest.McNemarExact => "McNemar, exact",
        PairedTest.McNemarChiSquare => "McNemar, chi-square",
        _ => "permutation",
    };

    public static string TextShortened(string text, int length) => string.Create(Invariant, $"{text}… ({length:N0} characters)");

    public static string ModelsOfPictureRefused(int count, int most) => count == 0
        ? "None of the objects is a model with a loss, so there is no curve to draw. Specify the output of Get-TunedModel or Wait-TuningOperation."
        : string.Create(Invariant, $"A picture can show the loss of at most {most} models, but {count:N0} were specified. Specify fewer models.");

    // Numbers and times look the same in every culture, as in the service's own texts.
    static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
