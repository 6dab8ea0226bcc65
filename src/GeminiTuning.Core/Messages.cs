using System.Globalization;

namespace GeminiTuning;

/// <summary>What Core and the adapters say to people: errors, advice, and the words for things.</summary>
static class Messages
{
    public static string AmongPrompts => "among the prompts";

    public static string AnswerCutOff(string authority, string reason) =>
        $"{authority} gave an answer that is cut off or is not what this service gives: {reason}";

    public static string AnswerLineUnreadable(string fault, string line) => $"An answer cannot be read ({fault}): {line}";

    public static string AnswerNotJson(string authority, string type) =>
        $"{authority} answered with {type}, not with JSON. Is it the service's address, with no proxy's page in between?";

    public static string ArgumentsNotObject(string text) => $"The arguments of a function call must be a JSON object, but are: {text}";

    public static string AttemptFailed(int attempt, string reason, double seconds) =>
        string.Create(Invariant, $"Attempt {attempt} failed: {reason} Trying again in {seconds:0.##} s.");

    public static string BaseModelName => "a base model's name";

    public static string BaseModelNameForm => "models/ID, or the ID alone";

    public static string BatchName => "a batch's name";

    public static string BatchNameForm => "projects/PROJECT/locations/LOCATION/batchPredictionJobs/ID, or the ID alone";

    public static string BucketName => "a bucket of Cloud Storage";

    public static string BucketNameForm => "gs://BUCKET, gs://BUCKET/FOLDER, or the bucket's name alone";

    public static string CannotImpersonateWithFile(string path) => $"'{path}' cannot be what a service account is impersonated with.";

    public static string CannotStandForServiceAccount(string kind) => $"A {kind} cannot stand for a service account.";

    public static string ChatAnswersTwice(int turn) => string.Create(Invariant, $"turn {turn} is a second answer of the model in a row");

    public static string ChatBeginsWithModel => "the chat begins with the model";

    public static string ChatEndsWithoutModel => "the chat doesn't end with an answer of the model";

    public static string ChatRoleUnknown(int turn, string role) =>
        string.Create(Invariant, $"turn {turn} has the role '{role}'; allowed are user and model");

    public static string ClientSecretExpected =>
        "Expected is the client_secret.json of an OAuth client of the type 'Desktop app': " +
        "https://console.cloud.google.com/apis/credentials";

    public static string ColumnIsBoth(string column) =>
        $"The column {column} cannot be both input and output (-InputProperty, -OutputProperty).";

    public static string ColumnMissing(string name, string parameter, string columns) =>
        $"There is no column '{name}' (-{parameter}). {columns}";

    public static string ColumnsThere(string shown, string advice) => $"The columns that are there: {shown}.{advice}";

    public static string CompletionsIncomplete => "'completions' needs one completion with the score 1 and one with the score 0.";

    public static string ConnectionClosed(string authority) => $"The connection to {authority} was closed.";

    public static string CreateNamesNoOperation => "The service's answer to the create names no operation.";

    public static string CredentialExpected =>
        "Expected is the JSON of a service account's key, of workload identity federation, of an impersonated service account, " +
        "or of a user (as gcloud auth application-default login leaves it).";

    public static string CredentialFileUnusable(string path, string reason) => $"'{path}' cannot be used: {reason}";

    public static string CredentialRenewed => "The credential was refused (401). Trying once more with a new one.";

    public static string DownloadNotResumed(StorageUri uri) =>
        string.Create(Invariant, $"Reading {uri} broke off, and Cloud Storage does not go on where it did.");

    public static string EndpointHasQuery => "The endpoint's address has a query or a fragment; give scheme, host, port and path alone.";

    public static string EndpointHoldsUser => "The endpoint's address holds a user name or password; give the address alone.";

    public static string EndpointNotHttp => "The endpoint is not an address of http or https.";

    public static string EndpointNotWhole => "The endpoint is not a whole address: https://HOST/.";

    public static string EndpointPlainHttp(Uri endpoint) =>
        $"'{endpoint}' is plain http, over which a credential could be read on the way: use https. Plain http is for this machine " +
        "alone (127.0.0.1).";

    public static string EnvironmentNotAddress(string name, string example) =>
        $"The environment variable {name} is not an address such as {example}.";

    public static string EnvironmentNotHost(string name) => $"The environment variable {name} is not a host, or a host and a port.";

    public static string ExampleFileTooLarge(int rows) =>
        string.Create(Invariant, $"The first {rows} rows are more than the 1 GB (1,073,741,824 bytes) that a file of examples can have.");

    public static string FieldNotText(string column, string kind) => $"'{column}' holds {kind}, not a text or a number.";

    public static string FieldOfOtherKind(string name, string found, string expected) => $"'{name}' must be {expected}, but is {found}.";

    public static string FieldsMissing(int found, int expected) =>
        string.Create(Invariant, $"The record has {found} {(found == 1 ? "field" : "fields")}, but the header names {expected}.");

    public static string FieldsTooMany(int found, int expected) =>
        string.Create(Invariant, $"The record has {found} fields, but the header names {expected}. Quote a text that contains the delimiter.");

    public static string FileAddressInTheOpen(string path, string field) =>
        $"'{path}' names an address in '{field}' that is neither https nor on this machine: a secret would be sent there in the " +
        "open.";

    public static string FileEmpty(string path, string expected) => $"'{path}' is empty. {expected}";

    public static string FileHasNoExamples => "The file has no examples.";

    public static string FileIsClientSecret(string path, string expected) =>
        $"'{path}' is an OAuth client secret: it says which application asks, not who. Sign in with it: Connect-GeminiTuning " +
        $"-ClientSecretPath '{path}'. {expected}";

    public static string FileIsDirectory(string path, string expected) => $"'{path}' is a directory. {expected}";

    public static string FileIsNoClientSecret(string path, string what, string expected) =>
        $"'{path}' is {what}, not an OAuth client secret. Use it as it is: Connect-GeminiTuning -CredentialPath '{path}'. " +
        $"{expected}";

    public static string FileIsOther(string path, string what, string expected) => $"'{path}' is {what}. {expected}";

    public static string FileIsWebClientSecret(string path, string expected) =>
        $"'{path}' is the client secret of a web application, which cannot sign in from a computer's browser. {expected}";

    public static string FileLacks(string path, string what, string fields) => $"'{path}' is {what} that lacks {fields}.";

    public static string FileNamedBy(string namedBy, string problem) => $"{namedBy}: {problem}";

    public static string FileNotJson(string path, long? line, string expected) =>
        string.Create(Invariant, $"'{path}' is not JSON, or was cut off (line {line}). {expected}");

    public static string FileNotThere(string path, string expected) => $"'{path}' is not there. {expected}";

    public static string FileTooLarge(string path, long length, string expected) =>
        string.Create(Invariant, $"'{path}' has {length} bytes: no credential is that large. {expected}");

    public static string FileUnreadable(string path, string reason) => $"'{path}' cannot be read: {reason}";

    public static string GranteeNotAddress(string text, int maximum) =>
        string.Create(Invariant, $"'{text}' is not an e-mail address: NAME@DOMAIN, at most {maximum} characters.");

    public static string HostGivesNoToken(string host, string said) => $"{host} gives no token ({said}).";

    public static string HowToGetAccessToken => " To get an access token: gcloud auth application-default print-access-token";

    public static string HowToGetApiKey => " API keys are made at https://aistudio.google.com/apikey";

    public static string HttpRedirect(int status) =>
        string.Create(Invariant, $"HTTP {status}: a redirect, which is not followed. Is it the service's address?");

    public static string IdTaken(string id) => $"{id} exists already.";

    public static string ImageTypeUnknown(string address) =>
        $"The type of the image '{address}' is unknown. Its address must end in .png, .jpg, .jpeg, .webp, .heic, .heif or .gif.";

    public static string InTrainingSet => "in the training set";

    public static string ItemNotJson(long position, string reason) =>
        string.Create(Invariant, $"Not valid JSON, at byte {position} of the line: {reason}");

    public static string ItemNotObject(string kind) =>
        $"The value is {kind}, not a JSON object with an input and an output. For JSON of another shape, see about_GeminiTuning_Datasets.";

    public static string ItemTooLong(int megabytes) =>
        string.Create(Invariant, $"A line or a value is longer than {megabytes} MB. A quote or a bracket may not be closed.");

    public static string JobCancelled => "It was cancelled.";

    public static string JobExpired => "It took longer than the service allows.";

    public static string JsonHalfPair(string text) => $"The string {text} has half of a surrogate pair, which is not valid Unicode.";

    public static string JsonList => "a list";

    public static string JsonMissing => "missing";

    public static string JsonNoCredential(string shape) => $"JSON that is {shape}, not a credential";

    public static string JsonNoName => "no name";

    public static string JsonNotUtf8 => "a fault is not UTF-8";

    public static string JsonNull => "the answer is null";

    public static string JsonNumber => "a number";

    public static string JsonObject => "an object";

    public static string JsonOfNoTool => "JSON, but none that Google's tools make for signing in";

    public static string JsonOfOtherType(string type) => $"JSON of the type '{type}', which this module does not take";

    public static string JsonSingleValue => "a single value";

    public static string JsonString => "a string";

    public static string JsonTextNotText => "a text is an object or an array";

    public static string JsonTruth => "true or false";

    public static string KindClientSecret => "an OAuth client secret";

    public static string KindExternalAccount => "a configuration of workload identity federation";

    public static string KindExternalUser => "a credential of workforce identity federation";

    public static string KindImpersonated => "an impersonated service account's credential";

    public static string KindServiceAccount => "a service account's key";

    public static string KindUser => "a user's credential";

    public static string LinesNotUtf8(int count, string lines) =>
        string.Create(Invariant, $"{count:N0} {(count == 1 ? "line isn't" : "lines aren't")} valid UTF-8 and can't be read: {lines}. If the file has another ") +
        "encoding, specify it with -Encoding, such as -Encoding 1252.";

    public static string ListDoesNotEnd => "The service's list does not end: it gave the same page token twice.";

    public static string ListNotClosed => "The file ends before its JSON list does. The file may be cut off.";

    public static string LocationName => "a location";

    public static string LocationNameForm => "a region such as us-central1, of a-z, 0-9 and hyphen";

    public static string ManyColumns(string what, string shown, string parameter) =>
        $"More than one column could hold the {what}s: {shown}. Say which one it is with -{parameter}.";

    public static string ManyProblems(int count) => string.Create(Invariant, $"{count:N0} problems");

    public static string MessageRoleUnknown(string role) => $"A message has the role '{role}', which is not supported.";

    public static string ModelHasNoCheckpoints(string model) =>
        $"{model} has no checkpoints: it is not ready, or its last one alone was kept (-ExportLastCheckpointOnly), which is asked " +
        "without -Checkpoint.";

    public static string ModelNotReady(string model, JobState state) =>
        string.Create(Invariant, $"{model} has no model yet: its tuning is {state}.");

    public static string MoreProblems(int count) =>
        string.Create(Invariant, $"{Environment.NewLine}" +
        $"  … and {count:N0} more");

    public static string NameHasControl(string what) =>
        $"{what} has a line break or another control character; one line of text is allowed";

    public static string NameOnlySpaces(string what) => $"{what} has nothing but spaces";

    public static string NameRefused(string text, string what, string allowed) => $"'{text}' is not {what}. Allowed: {allowed}.";

    public static string NoAnswerFrom(string authority, string reason) => $"No answer from {authority}: {reason}";

    public static string NoAnswerInTime(string authority, double seconds) =>
        string.Create(Invariant, $"{authority} did not answer within {seconds:0.#} s.");

    public static string NoAnswersYet(string batch, JobState state) => string.Create(Invariant, $"{batch} has no answers: it is {state}.");

    public static string NoBucket =>
        "There is no bucket to put the examples or the prompts into. Name one: Connect-GeminiTuning -Vertex -Bucket gs://BUCKET, " +
        "or the environment variable GEMINITUNING_BUCKET. Examples that are in Cloud Storage already are named with " +
        "-TrainingDataUri.";

    public static string NoColumnFound(string what, string columns) => $"No column for the {what}s was found. {columns}";

    public static string NoCounterpart(string name) => $"'{name}' has no counterpart on Vertex AI.";

    public static string NoCounterpartIn(string name, string format) => $"'{name}' has no counterpart in the format {format}.";

    public static string NoExamples => "There are no examples: the pipeline was empty.";

    public static string NoFieldToChange => "Nothing to change: no field is given.";

    public static string NoJobMade(VertexName name) => string.Create(Invariant, $"No tuning job in this project and location made {name}.");

    public static string NoPrompts => "There are no prompts.";

    public static string NoReasonGiven => "the service gave no reason.";

    public static string NoRequest => "No request.";

    public static string NoSecureConnection(string authority, string reason) => $"No secure connection to {authority}: {reason}";

    public static string NoSuchCheckpoint(string checkpoint, string there) => $"There is no checkpoint '{checkpoint}'. There are: {there}.";

    public static string NoToken(string kind, string reason) => $"No token ({kind}): {reason}";

    public static string NoTokenHostFailed(string host, int status, string said) =>
        string.Create(Invariant, $"No token: {host} failed (HTTP {status}, {said}).");

    public static string NoTokenInTime(double seconds, string kind) => string.Create(Invariant, $"No token within {seconds:0} s ({kind}).");

    public static string NoTokenNoAnswer(string authority, string reason) => $"No token: no answer from {authority}: {reason}";

    public static string NobodySignedIn(double seconds) =>
        string.Create(Invariant, $"Nobody signed in within {seconds:0} s. On a machine without a browser: -NoBrowser");

    public static string NotJson => "not JSON";

    public static string NotServiceAccountAddress(string text) =>
        $"'{text}' is not a service account's e-mail address: NAME@PROJECT.iam.gserviceaccount.com";

    public static string NotTheRedirectAddress(Uri redirect) =>
        $"That is not the address of the page that this sign-in ends on. It begins with {redirect}?state= or {redirect}?code=, " +
        "and belongs to the address that was just shown.";

    public static string ObjectHasNoColumns => "The object has no columns.";

    public static string ObjectName => "an object of Cloud Storage";

    public static string ObjectNameForm => "gs://BUCKET/OBJECT";

    public static string OneColumnOfWholeLines(string line, string separator) =>
        $"The one column that is there looks like a whole line: {line}. Read the file with -Delimiter {separator}.";

    public static string OneOutputExpected(int count) =>
        string.Create(Invariant, $"Each output of a preference pair is one message, not {count}.");

    public static string OneProblem => "One problem";

    public static string OperationDoesNotEnd(string name, double minutes) =>
        string.Create(Invariant, $"{name} has not ended after {minutes:0} minutes. Run the command again to go on.");

    public static string OperationName => "an operation's name";

    public static string OperationNotListed(string model) => $"{model} was made, but its operation is not listed yet.";

    public static string PageNotSignedIn => "Not signed in. You can close this page.";

    public static string PageOtherAnswer => "This is not the answer to the sign-in that is under way.";

    public static string PageSignedIn => "You are signed in. You can close this page.";

    public static string PermissionName => "a permission's name";

    public static string PlainHttpNothingSent(string authority) =>
        $"{authority} is asked over plain http, which would show a secret on the way: nothing was sent.";

    public static string PrivateKeyUnreadable(string path) =>
        $"'{path}' is a service account's key whose 'private_key' cannot be read: it is cut off or was changed.";

    public static string ProblemInFile(string place, string problem) => $"{place}: {problem}";

    public static string ProblemsInRows(string problems, string where, string lines, string more, string advice) =>
        $"{problems} {where}; nothing was sent:{Environment.NewLine}" +
        $"{lines}{more}{advice}";

    public static string ProjectName => "a project";

    public static string ProjectNameForm => "a project's ID or number";

    public static string QuoteNotClosed => "A quote opens a field here and is never closed. The rest of the file wasn't read.";

    public static string ResponseToNoCall => "A function's response doesn't follow a call of that function.";

    public static string RowProblem(int row, string problem) => string.Create(Invariant, $"row {row:N0}: {problem}");

    public static string SayWhichColumn(string parameter) => $" Say which one it is with -{parameter}.";

    public static string SecretMalformed(string what) =>
        $"The {what} is empty or has characters that no {what} has (spaces, line breaks, letters beyond ASCII).";

    public static string SecretOfAnotherKind(string what, string kind, string advice) =>
        $"What was given as the {what} is an {kind}. It was not sent, and is not shown.{advice}";

    public static string ServiceGaveNoReason => "The service gave no reason.";

    public static string SetTooLarge(int rows) =>
        string.Create(Invariant, $"The first {rows:N0} rows are more than the 4 MB that one request may carry. Send fewer or shorter examples.");

    public static string SignInEnded(string host, string said) => $"{host} says that the sign-in has ended or was taken back ({said}).";

    public static string SignInFailed(string reason) => $"The sign-in failed: {reason}";

    public static string SignInFailedWith(string error) => $"The sign-in failed: {error}.";

    public static string SignInKeepsNothing =>
        "Signed in, but Google gave nothing to keep (no refresh token). Take the application's access back at " +
        "https://myaccount.google.com/connections, and sign in again.";

    public static string SignInLacksScopes(string missing) =>
        $"Signed in, but without what tuning needs: {missing}. Sign in again, and tick all that Google asks for.";

    public static string SignInRefusedInBrowser =>
        "The sign-in was refused in the browser (access_denied). If Google shows 'Access blocked', add the account as a test " +
        "user of the OAuth consent screen.";

    public static string StepCancelTuning(string? job) => $"Cancelling the tuning {job}";

    public static string StepDelete(VertexName name) => string.Create(Invariant, $"Deleting {name}");

    public static string StepUndeploy(VertexName model, VertexName endpoint) =>
        string.Create(Invariant, $"Undeploying {model} from {endpoint}");

    public static string SystemNotFirst => "A system message must come before all other messages.";

    public static string TextAfterList => "Text follows the end of the JSON list.";

    public static string TextAfterQuote => "Text follows the quote that closes a field. Double a quote that belongs to the text.";

    public static string TextEmpty(string what) => $"{what} is empty";

    public static string TextHasHalfPair(string what, int position) =>
        string.Create(Invariant, $"{what} has half of a surrogate pair at character {position}, which is not valid Unicode");

    public static string TextTooLong(string what, int length, int maximum) =>
        string.Create(Invariant, $"{what} has {length:N0} characters; at most {maximum:N0} are allowed");

    public static string TheInput => "the input";

    public static string TheOutput => "the output";

    public static string ThePrompt => "the prompt";

    public static string TheRejectedOutput => "the rejected output";

    public static string TheSystemInstruction => "the system instruction";

    public static string TokenAnswerHoldsNone(string kind) => $"The answer to the request for a token holds none ({kind}).";

    public static string TokenAnswerOdd(string kind) => $"The answer to the request for a token is not what it should be ({kind}).";

    public static string TokenCredentialRefused(string kind) =>
        $"No token ({kind}): the credential that it is asked for with is refused (401).";

    public static string TokenEndpointAnswerOdd => "The sign-in failed: the answer of the token endpoint is not what it should be.";

    public static string TunedModelId => "an ID for a tuned model";

    public static string TunedModelIdForm => "a lower-case letter, then up to 39 of a-z, 0-9 and hyphen, the last not a hyphen";

    public static string TunedModelName => "a tuned model's name";

    public static string TunedModelNameForm => "tunedModels/ID, or the ID alone";

    public static string TuningFailed(string model, string reason) => $"The tuning of {model} failed: {reason}";

    public static string UploadHasNoSession(string service) => $"{service} began an upload, and gave no address of its own for it.";

    public static string UploadIncomplete => "Cloud Storage has not received all that was sent.";

    public static string VertexBaseModelForm => "an ID such as gemini-2.5-flash";

    public static string VertexJobNameForm => "projects/PROJECT/locations/LOCATION/tuningJobs/ID, or the ID alone";

    public static string VertexModelNameForm =>
        "projects/PROJECT/locations/LOCATION/tuningJobs/ID, or the ID alone; models/ID and endpoints/ID of the same project and " +
        "location";

    // Numbers and times look the same in every culture, as in what the service says.
    static CultureInfo Invariant => CultureInfo.InvariantCulture;
}
