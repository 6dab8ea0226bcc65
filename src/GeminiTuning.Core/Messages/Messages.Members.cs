// Written by build-messages.ps1, out of Messages.resx.
namespace GeminiTuning;

static partial class Messages
{
    public static string ActionAsk(object? count) => Text(nameof(ActionAsk), (nameof(count), count));

    public static string ActionCancel => Text(nameof(ActionCancel));

    public static string ActionChangeRole(object? role) => Text(nameof(ActionChangeRole), (nameof(role), role));

    public static string ActionClose => Text(nameof(ActionClose));

    public static string ActionGrant(object? role, object? grantee) => Text(nameof(ActionGrant), (nameof(role), role), (nameof(grantee), grantee));

    public static string ActionHow(object? text) => Text(nameof(ActionHow), (nameof(text), text));

    public static string ActionMakeOwner(object? owner) => Text(nameof(ActionMakeOwner), (nameof(owner), owner));

    public static string ActionRemove => Text(nameof(ActionRemove));

    public static string ActionRemoveSignIns => Text(nameof(ActionRemoveSignIns));

    public static string ActionRevoke => Text(nameof(ActionRevoke));

    public static string ActionRevokeFrom(object? grantee) => Text(nameof(ActionRevokeFrom), (nameof(grantee), grantee));

    public static string ActionSet(object? changes) => Text(nameof(ActionSet), (nameof(changes), changes));

    public static string ActionStartEmulator => Text(nameof(ActionStartEmulator));

    public static string ActionSteps(object? count) => Text(nameof(ActionSteps), (nameof(count), count));

    public static string ActionStopEmulator => Text(nameof(ActionStopEmulator));

    public static string ActionTune(object? from, object? examples, object? how, object? steps) => Text(nameof(ActionTune), (nameof(from), from), (nameof(examples), examples), (nameof(how), how), (nameof(steps), steps));

    public static string ActivityBatch(object? batch) => Text(nameof(ActivityBatch), (nameof(batch), batch));

    public static string ActivityTuning(object? model) => Text(nameof(ActivityTuning), (nameof(model), model));

    public static string ActivityUploading(object? uri) => Text(nameof(ActivityUploading), (nameof(uri), uri));

    public static string AddressNotWhole => Text(nameof(AddressNotWhole));

    public static string AdviceApiKey => Text(nameof(AdviceApiKey));

    public static string AdviceAskSlowly => Text(nameof(AdviceAskSlowly));

    public static string AdviceConnectAgain => Text(nameof(AdviceConnectAgain));

    public static string AdviceDailyQuota => Text(nameof(AdviceDailyQuota));

    public static string AdviceEnableApi => Text(nameof(AdviceEnableApi));

    public static string AdviceNoAccess => Text(nameof(AdviceNoAccess));

    public static string AdviceQuotaProject => Text(nameof(AdviceQuotaProject));

    public static string AdviceQuotaProjectRefused => Text(nameof(AdviceQuotaProjectRefused));

    public static string AdviceScope(object? gcloudLine) => Text(nameof(AdviceScope), (nameof(gcloudLine), gcloudLine));

    public static string AdviceServiceFailed => Text(nameof(AdviceServiceFailed));

    public static string AdviceSignInAgain(object? gcloudLine) => Text(nameof(AdviceSignInAgain), (nameof(gcloudLine), gcloudLine));

    public static string AdviceSwitchedOff => Text(nameof(AdviceSwitchedOff));

    public static string AmongPrompts => Text(nameof(AmongPrompts));

    public static string AnswerCutOff(object? authority, object? reason) => Text(nameof(AnswerCutOff), (nameof(authority), authority), (nameof(reason), reason));

    public static string AnswerHeldBack(object? model, object? reason, object? detail) => Text(nameof(AnswerHeldBack), (nameof(model), model), (nameof(reason), reason), (nameof(detail), detail));

    public static string AnswerLineUnreadable(object? fault, object? line) => Text(nameof(AnswerLineUnreadable), (nameof(fault), fault), (nameof(line), line));

    public static string AnswerNotJson(object? authority, object? type) => Text(nameof(AnswerNotJson), (nameof(authority), authority), (nameof(type), type));

    public static string AnswersAfterIt(object? answered) => Text(nameof(AnswersAfterIt), (nameof(answered), answered));

    public static string AttemptFailed(object? attempt, object? reason, object? seconds) => Text(nameof(AttemptFailed), (nameof(attempt), attempt), (nameof(reason), reason), (nameof(seconds), seconds));

    public static string BaseModelName => Text(nameof(BaseModelName));

    public static string BaseModelNameForm => Text(nameof(BaseModelNameForm));

    public static string BaseModelUnknown(object? service, object? text) => Text(nameof(BaseModelUnknown), (nameof(service), service), (nameof(text), text));

    public static string BatchFailed(object? batch, object? reason, object? answers) => Text(nameof(BatchFailed), (nameof(batch), batch), (nameof(reason), reason), (nameof(answers), answers));

    public static string BatchHasAnswers(object? count, object? batch) => Text(nameof(BatchHasAnswers), (nameof(count), count), (nameof(batch), batch));

    public static string BatchMayHaveBeenMade(object? label, object? id) => Text(nameof(BatchMayHaveBeenMade), (nameof(label), label), (nameof(id), id));

    public static string BatchName => Text(nameof(BatchName));

    public static string BatchNameForm => Text(nameof(BatchNameForm));

    public static string BatchNotDone(object? batch, object? state) => Text(nameof(BatchNotDone), (nameof(batch), batch), (nameof(state), state));

    public static string BatchStillRunning(object? seconds, object? batch, object? goOn) => Text(nameof(BatchStillRunning), (nameof(seconds), seconds), (nameof(batch), batch), (nameof(goOn), goOn));

    public static string BucketName => Text(nameof(BucketName));

    public static string BucketNameForm => Text(nameof(BucketNameForm));

    public static string CannotImpersonateWithFile(object? path) => Text(nameof(CannotImpersonateWithFile), (nameof(path), path));

    public static string CannotStandForServiceAccount(object? kind) => Text(nameof(CannotStandForServiceAccount), (nameof(kind), kind));

    public static string CategoryTwice(object? category) => Text(nameof(CategoryTwice), (nameof(category), category));

    public static string ClientSecretExpected => Text(nameof(ClientSecretExpected));

    public static string ColumnHoldsOther(object? column, object? type) => Text(nameof(ColumnHoldsOther), (nameof(column), column), (nameof(type), type));

    public static string ColumnIsBoth(object? column) => Text(nameof(ColumnIsBoth), (nameof(column), column));

    public static string ColumnMissing(object? name, object? parameter, object? columns) => Text(nameof(ColumnMissing), (nameof(name), name), (nameof(parameter), parameter), (nameof(columns), columns));

    public static string ColumnUnreadable(object? column, object? reason) => Text(nameof(ColumnUnreadable), (nameof(column), column), (nameof(reason), reason));

    public static string ColumnsThere(object? shown, object? advice) => Text(nameof(ColumnsThere), (nameof(shown), shown), (nameof(advice), advice));

    public static string Connected(object? connection, object? credential) => Text(nameof(Connected), (nameof(connection), connection), (nameof(credential), credential));

    public static string ConnectedAmbient(object? connection, object? credential, object? origin) => Text(nameof(ConnectedAmbient), (nameof(connection), connection), (nameof(credential), credential), (nameof(origin), origin));

    public static string ConnectionClosed(object? authority) => Text(nameof(ConnectionClosed), (nameof(authority), authority));

    public static string CreateNamesNoOperation => Text(nameof(CreateNamesNoOperation));

    public static string CredentialExpected => Text(nameof(CredentialExpected));

    public static string CredentialFileUnusable(object? path, object? reason) => Text(nameof(CredentialFileUnusable), (nameof(path), path), (nameof(reason), reason));

    public static string CredentialOf(object? credential, object? account, object? project) => Text(nameof(CredentialOf), (nameof(credential), credential), (nameof(account), account), (nameof(project), project));

    public static string CredentialProject(object? project) => Text(nameof(CredentialProject), (nameof(project), project));

    public static string CredentialRenewed => Text(nameof(CredentialRenewed));

    public static string DownloadNotResumed(object? uri) => Text(nameof(DownloadNotResumed), (nameof(uri), uri));

    public static string EmulatorRunsAlready(object? endpoint) => Text(nameof(EmulatorRunsAlready), (nameof(endpoint), endpoint));

    public static string EndpointHasQuery => Text(nameof(EndpointHasQuery));

    public static string EndpointHoldsUser => Text(nameof(EndpointHoldsUser));

    public static string EndpointNotHttp => Text(nameof(EndpointNotHttp));

    public static string EndpointNotWhole => Text(nameof(EndpointNotWhole));

    public static string EndpointPlainHttp(object? endpoint) => Text(nameof(EndpointPlainHttp), (nameof(endpoint), endpoint));

    public static string EnvironmentNotAddress(object? name, object? example) => Text(nameof(EnvironmentNotAddress), (nameof(name), name), (nameof(example), example));

    public static string EnvironmentNotHost(object? name) => Text(nameof(EnvironmentNotHost), (nameof(name), name));

    public static string ExampleFileTooLarge(object? rows) => Text(nameof(ExampleFileTooLarge), (nameof(rows), rows));

    public static string ExamplesDropped(object? operation, object? count, object? rows) => Text(nameof(ExamplesDropped), (nameof(operation), operation), (nameof(count), count), (nameof(rows), rows));

    public static string FaultsUnclear(object? problem) => Text(nameof(FaultsUnclear), (nameof(problem), problem));

    public static string FewExamples(object? examples, object? advised) => Text(nameof(FewExamples), (nameof(examples), examples), (nameof(advised), advised));

    public static string FileAddressInTheOpen(object? path, object? field) => Text(nameof(FileAddressInTheOpen), (nameof(path), path), (nameof(field), field));

    public static string FileEmpty(object? path, object? expected) => Text(nameof(FileEmpty), (nameof(path), path), (nameof(expected), expected));

    public static string FileIsClientSecret(object? path, object? expected) => Text(nameof(FileIsClientSecret), (nameof(path), path), (nameof(expected), expected));

    public static string FileIsDirectory(object? path, object? expected) => Text(nameof(FileIsDirectory), (nameof(path), path), (nameof(expected), expected));

    public static string FileIsNoClientSecret(object? path, object? what, object? expected) => Text(nameof(FileIsNoClientSecret), (nameof(path), path), (nameof(what), what), (nameof(expected), expected));

    public static string FileIsOther(object? path, object? what, object? expected) => Text(nameof(FileIsOther), (nameof(path), path), (nameof(what), what), (nameof(expected), expected));

    public static string FileIsUsedAsItIs => Text(nameof(FileIsUsedAsItIs));

    public static string FileIsWebClientSecret(object? path, object? expected) => Text(nameof(FileIsWebClientSecret), (nameof(path), path), (nameof(expected), expected));

    public static string FileLacks(object? path, object? what, object? fields) => Text(nameof(FileLacks), (nameof(path), path), (nameof(what), what), (nameof(fields), fields));

    public static string FileNamedBy(object? namedBy, object? problem) => Text(nameof(FileNamedBy), (nameof(namedBy), namedBy), (nameof(problem), problem));

    public static string FileNotJson(object? path, object? line, object? expected) => Text(nameof(FileNotJson), (nameof(path), path), (nameof(line), line), (nameof(expected), expected));

    public static string FileNotThere(object? path, object? expected) => Text(nameof(FileNotThere), (nameof(path), path), (nameof(expected), expected));

    public static string FileTooLarge(object? path, object? length, object? expected) => Text(nameof(FileTooLarge), (nameof(path), path), (nameof(length), length), (nameof(expected), expected));

    public static string FileUnreadable(object? path, object? reason) => Text(nameof(FileUnreadable), (nameof(path), path), (nameof(reason), reason));

    public static string GranteeNotAddress(object? text, object? maximum) => Text(nameof(GranteeNotAddress), (nameof(text), text), (nameof(maximum), maximum));

    public static string HostGivesNoToken(object? host, object? said) => Text(nameof(HostGivesNoToken), (nameof(host), host), (nameof(said), said));

    public static string HowToConnectGeminiApi => Text(nameof(HowToConnectGeminiApi));

    public static string HowToConnectVertex => Text(nameof(HowToConnectVertex));

    public static string HowToGetAccessToken => Text(nameof(HowToGetAccessToken));

    public static string HowToGetApiKey => Text(nameof(HowToGetApiKey));

    public static string HowToGoOnWaiting(object? operations) => Text(nameof(HowToGoOnWaiting), (nameof(operations), operations));

    public static string HowToGoOnWaitingForBatch(object? names) => Text(nameof(HowToGoOnWaitingForBatch), (nameof(names), names));

    public static string HttpRedirect(object? status) => Text(nameof(HttpRedirect), (nameof(status), status));

    public static string IdTaken(object? id) => Text(nameof(IdTaken), (nameof(id), id));

    public static string InTrainingSet => Text(nameof(InTrainingSet));

    public static string JobCancelled => Text(nameof(JobCancelled));

    public static string JobExpired => Text(nameof(JobExpired));

    public static string JsonList => Text(nameof(JsonList));

    public static string JsonNoCredential(object? shape) => Text(nameof(JsonNoCredential), (nameof(shape), shape));

    public static string JsonNoName => Text(nameof(JsonNoName));

    public static string JsonNotUtf8 => Text(nameof(JsonNotUtf8));

    public static string JsonNull => Text(nameof(JsonNull));

    public static string JsonOfNoTool => Text(nameof(JsonOfNoTool));

    public static string JsonOfOtherType(object? type) => Text(nameof(JsonOfOtherType), (nameof(type), type));

    public static string JsonSingleValue => Text(nameof(JsonSingleValue));

    public static string JsonTextNotText => Text(nameof(JsonTextNotText));

    public static string KeyNotOnVertex => Text(nameof(KeyNotOnVertex));

    public static string KindClientSecret => Text(nameof(KindClientSecret));

    public static string KindExternalAccount => Text(nameof(KindExternalAccount));

    public static string KindExternalUser => Text(nameof(KindExternalUser));

    public static string KindImpersonated => Text(nameof(KindImpersonated));

    public static string KindServiceAccount => Text(nameof(KindServiceAccount));

    public static string KindUser => Text(nameof(KindUser));

    public static string KmsKeyName => Text(nameof(KmsKeyName));

    public static string KmsKeyNameForm => Text(nameof(KmsKeyNameForm));

    public static string LabelIsOurs(object? key) => Text(nameof(LabelIsOurs), (nameof(key), key));

    public static string LabelRefused(object? key, object? value) => Text(nameof(LabelRefused), (nameof(key), key), (nameof(value), value));

    public static string LearningRatesExclude => Text(nameof(LearningRatesExclude));

    public static string ListDoesNotEnd => Text(nameof(ListDoesNotEnd));

    public static string ListOf(object? type) => Text(nameof(ListOf), (nameof(type), type));

    public static string LocationName => Text(nameof(LocationName));

    public static string LocationNameForm => Text(nameof(LocationNameForm));

    public static string ManyColumns(object? what, object? shown, object? parameter) => Text(nameof(ManyColumns), (nameof(what), what), (nameof(shown), shown), (nameof(parameter), parameter));

    public static string ManyExamples(object? count) => Text(nameof(ManyExamples), (nameof(count), count));

    public static string ManyProblems(object? count) => Text(nameof(ManyProblems), (nameof(count), count));

    public static string MayHaveBeenMade(object? model) => Text(nameof(MayHaveBeenMade), (nameof(model), model));

    public static string MayHaveBeenMadeVertex(object? label, object? id) => Text(nameof(MayHaveBeenMadeVertex), (nameof(label), label), (nameof(id), id));

    public static string ModelHasNoCheckpoints(object? model) => Text(nameof(ModelHasNoCheckpoints), (nameof(model), model));

    public static string ModelNotReady(object? model, object? state) => Text(nameof(ModelNotReady), (nameof(model), model), (nameof(state), state));

    public static string ModelToBe => Text(nameof(ModelToBe));

    public static string MoreProblems(object? count) => Text(nameof(MoreProblems), (nameof(count), count));

    public static string NameHasControl(object? what) => Text(nameof(NameHasControl), (nameof(what), what));

    public static string NameOnlySpaces(object? what) => Text(nameof(NameOnlySpaces), (nameof(what), what));

    public static string NameRefused(object? text, object? what, object? allowed) => Text(nameof(NameRefused), (nameof(text), text), (nameof(what), what), (nameof(allowed), allowed));

    public static string NoAnswerFrom(object? authority, object? reason) => Text(nameof(NoAnswerFrom), (nameof(authority), authority), (nameof(reason), reason));

    public static string NoAnswerInTime(object? authority, object? seconds) => Text(nameof(NoAnswerInTime), (nameof(authority), authority), (nameof(seconds), seconds));

    public static string NoAnswersYet(object? batch, object? state) => Text(nameof(NoAnswersYet), (nameof(batch), batch), (nameof(state), state));

    public static string NoBaseModel => Text(nameof(NoBaseModel));

    public static string NoBrowserFound => Text(nameof(NoBrowserFound));

    public static string NoBucket => Text(nameof(NoBucket));

    public static string NoColumnFound(object? what, object? columns) => Text(nameof(NoColumnFound), (nameof(what), what), (nameof(columns), columns));

    public static string NoEmulatorRuns => Text(nameof(NoEmulatorRuns));

    public static string NoExamples => Text(nameof(NoExamples));

    public static string NoFieldToChange => Text(nameof(NoFieldToChange));

    public static string NoJobMade(object? name) => Text(nameof(NoJobMade), (nameof(name), name));

    public static string NoLocation => Text(nameof(NoLocation));

    public static string NoObject => Text(nameof(NoObject));

    public static string NoPermissionFor(object? model, object? grantee) => Text(nameof(NoPermissionFor), (nameof(model), model), (nameof(grantee), grantee));

    public static string NoProject => Text(nameof(NoProject));

    public static string NoPrompts => Text(nameof(NoPrompts));

    public static string NoReasonGiven => Text(nameof(NoReasonGiven));

    public static string NoRequest => Text(nameof(NoRequest));

    public static string NoSecureConnection(object? authority, object? reason) => Text(nameof(NoSecureConnection), (nameof(authority), authority), (nameof(reason), reason));

    public static string NoSuchCheckpoint(object? checkpoint, object? there) => Text(nameof(NoSuchCheckpoint), (nameof(checkpoint), checkpoint), (nameof(there), there));

    public static string NoToken(object? kind, object? reason) => Text(nameof(NoToken), (nameof(kind), kind), (nameof(reason), reason));

    public static string NoTokenHostFailed(object? host, object? status, object? said) => Text(nameof(NoTokenHostFailed), (nameof(host), host), (nameof(status), status), (nameof(said), said));

    public static string NoTokenInTime(object? seconds, object? kind) => Text(nameof(NoTokenInTime), (nameof(seconds), seconds), (nameof(kind), kind));

    public static string NoTokenNoAnswer(object? authority, object? reason) => Text(nameof(NoTokenNoAnswer), (nameof(authority), authority), (nameof(reason), reason));

    public static string NobodySignedIn(object? seconds) => Text(nameof(NobodySignedIn), (nameof(seconds), seconds));

    public static string NotAFolder(object? path) => Text(nameof(NotAFolder), (nameof(path), path));

    public static string NotANumber(object? text, object? expected) => Text(nameof(NotANumber), (nameof(text), text), (nameof(expected), expected));

    public static string NotConnected => Text(nameof(NotConnected));

    public static string NotConnectedYet => Text(nameof(NotConnectedYet));

    public static string NotJson => Text(nameof(NotJson));

    public static string NotOfService(object? what, object? connected, object? has, object? how) => Text(nameof(NotOfService), (nameof(what), what), (nameof(connected), connected), (nameof(has), has), (nameof(how), how));

    public static string NotPositive(object? text) => Text(nameof(NotPositive), (nameof(text), text));

    public static string NotSent(object? problem) => Text(nameof(NotSent), (nameof(problem), problem));

    public static string NotServiceAccountAddress(object? text) => Text(nameof(NotServiceAccountAddress), (nameof(text), text));

    public static string NotTheRedirectAddress(object? redirect) => Text(nameof(NotTheRedirectAddress), (nameof(redirect), redirect));

    public static string NotWhole(object? number) => Text(nameof(NotWhole), (nameof(number), number));

    public static string NothingToChange => Text(nameof(NothingToChange));

    public static string NothingToWaitFor(object? model) => Text(nameof(NothingToWaitFor), (nameof(model), model));

    public static string NumberExpected => Text(nameof(NumberExpected));

    public static string ObjectHasNoColumns => Text(nameof(ObjectHasNoColumns));

    public static string ObjectHasNoName(object? type) => Text(nameof(ObjectHasNoName), (nameof(type), type));

    public static string ObjectName => Text(nameof(ObjectName));

    public static string ObjectNameForm => Text(nameof(ObjectNameForm));

    public static string OneColumnOfWholeLines(object? line, object? separator) => Text(nameof(OneColumnOfWholeLines), (nameof(line), line), (nameof(separator), separator));

    public static string OneExample => Text(nameof(OneExample));

    public static string OneModelABatch => Text(nameof(OneModelABatch));

    public static string OneProblem => Text(nameof(OneProblem));

    public static string OpenInBrowser(object? address) => Text(nameof(OpenInBrowser), (nameof(address), address));

    public static string OpenedInBrowser(object? address) => Text(nameof(OpenedInBrowser), (nameof(address), address));

    public static string OperationDoesNotEnd(object? name, object? minutes) => Text(nameof(OperationDoesNotEnd), (nameof(name), name), (nameof(minutes), minutes));

    public static string OperationName => Text(nameof(OperationName));

    public static string OperationNotListed(object? model) => Text(nameof(OperationNotListed), (nameof(model), model));

    public static string OriginAddress => Text(nameof(OriginAddress));

    public static string OriginGcloud => Text(nameof(OriginGcloud));

    public static string OriginKey => Text(nameof(OriginKey));

    public static string OriginMetadata => Text(nameof(OriginMetadata));

    public static string OriginSignIn => Text(nameof(OriginSignIn));

    public static string OutageGoesOn(object? seconds, object? limit, object? reason) => Text(nameof(OutageGoesOn), (nameof(seconds), seconds), (nameof(limit), limit), (nameof(reason), reason));

    public static string OwnerIsOne => Text(nameof(OwnerIsOne));

    public static string PageNotSignedIn => Text(nameof(PageNotSignedIn));

    public static string PageOtherAnswer => Text(nameof(PageOtherAnswer));

    public static string PageSignedIn => Text(nameof(PageSignedIn));

    public static string PasteAddress => Text(nameof(PasteAddress));

    public static string PatternMalformed(object? text) => Text(nameof(PatternMalformed), (nameof(text), text));

    public static string PermissionName => Text(nameof(PermissionName));

    public static string PlainHttpNothingSent(object? authority) => Text(nameof(PlainHttpNothingSent), (nameof(authority), authority));

    public static string PrivateKeyUnreadable(object? path) => Text(nameof(PrivateKeyUnreadable), (nameof(path), path));

    public static string ProblemOfParameter(object? problem, object? parameter) => Text(nameof(ProblemOfParameter), (nameof(problem), problem), (nameof(parameter), parameter));

    public static string ProblemsInRows(object? problems, object? where, object? lines, object? more, object? advice) => Text(nameof(ProblemsInRows), (nameof(problems), problems), (nameof(where), where), (nameof(lines), lines), (nameof(more), more), (nameof(advice), advice));

    public static string ProjectName => Text(nameof(ProjectName));

    public static string ProjectNameForm => Text(nameof(ProjectNameForm));

    public static string PromptBlocked(object? model, object? reason, object? detail) => Text(nameof(PromptBlocked), (nameof(model), model), (nameof(reason), reason), (nameof(detail), detail));

    public static string PromptNoText(object? row) => Text(nameof(PromptNoText), (nameof(row), row));

    public static string RoleUnknown(object? text) => Text(nameof(RoleUnknown), (nameof(text), text));

    public static string RowNoObject(object? row) => Text(nameof(RowNoObject), (nameof(row), row));

    public static string RowProblem(object? row, object? problem) => Text(nameof(RowProblem), (nameof(row), row), (nameof(problem), problem));

    public static string SafetyWordUnknown(object? text, object? what, object? allowed) => Text(nameof(SafetyWordUnknown), (nameof(text), text), (nameof(what), what), (nameof(allowed), allowed));

    public static string SayVertex => Text(nameof(SayVertex));

    public static string SayWhichColumn(object? parameter) => Text(nameof(SayWhichColumn), (nameof(parameter), parameter));

    public static string SayWhosePermission(object? problem) => Text(nameof(SayWhosePermission), (nameof(problem), problem));

    public static string SecretAsSecureString => Text(nameof(SecretAsSecureString));

    public static string SecretMalformed(object? what) => Text(nameof(SecretMalformed), (nameof(what), what));

    public static string SecretOfAnotherKind(object? what, object? kind, object? advice) => Text(nameof(SecretOfAnotherKind), (nameof(what), what), (nameof(kind), kind), (nameof(advice), advice));

    public static string ServiceAccountForm => Text(nameof(ServiceAccountForm));

    public static string ServiceAccountName => Text(nameof(ServiceAccountName));

    public static string ServiceGaveNoReason => Text(nameof(ServiceGaveNoReason));

    public static string SessionConnection => Text(nameof(SessionConnection));

    public static string SetTooLarge(object? rows) => Text(nameof(SetTooLarge), (nameof(rows), rows));

    public static string SignInAsksPerson => Text(nameof(SignInAsksPerson));

    public static string SignInEnded(object? host, object? said) => Text(nameof(SignInEnded), (nameof(host), host), (nameof(said), said));

    public static string SignInFailed(object? reason) => Text(nameof(SignInFailed), (nameof(reason), reason));

    public static string SignInFailedWith(object? error) => Text(nameof(SignInFailedWith), (nameof(error), error));

    public static string SignInKeepsNothing => Text(nameof(SignInKeepsNothing));

    public static string SignInLacksScopes(object? missing) => Text(nameof(SignInLacksScopes), (nameof(missing), missing));

    public static string SignInRefusedInBrowser => Text(nameof(SignInRefusedInBrowser));

    public static string SignInRemoved(object? file) => Text(nameof(SignInRemoved), (nameof(file), file));

    public static string StageOf(object? name, object? stage) => Text(nameof(StageOf), (nameof(name), name), (nameof(stage), stage));

    public static string StatusAnswered(object? answered, object? failed) => Text(nameof(StatusAnswered), (nameof(answered), answered), (nameof(failed), failed));

    public static string StatusEpoch(object? steps, object? epoch) => Text(nameof(StatusEpoch), (nameof(steps), steps), (nameof(epoch), epoch));

    public static string StatusIsCancelled => Text(nameof(StatusIsCancelled));

    public static string StatusIsMadeReady => Text(nameof(StatusIsMadeReady));

    public static string StatusLoss(object? steps, object? epoch, object? meanLoss) => Text(nameof(StatusLoss), (nameof(steps), steps), (nameof(epoch), epoch), (nameof(meanLoss), meanLoss));

    public static string StatusReadsDataset => Text(nameof(StatusReadsDataset));

    public static string StatusStep(object? step) => Text(nameof(StatusStep), (nameof(step), step));

    public static string StatusStepOf(object? step, object? total) => Text(nameof(StatusStepOf), (nameof(step), step), (nameof(total), total));

    public static string StatusUploaded(object? sent, object? total) => Text(nameof(StatusUploaded), (nameof(sent), sent), (nameof(total), total));

    public static string StatusWaits => Text(nameof(StatusWaits));

    public static string StatusWaitsForCapacity => Text(nameof(StatusWaitsForCapacity));

    public static string StatusWaitsForQuota => Text(nameof(StatusWaitsForQuota));

    public static string StepCancelTuning(object? job) => Text(nameof(StepCancelTuning), (nameof(job), job));

    public static string StepDelete(object? name) => Text(nameof(StepDelete), (nameof(name), name));

    public static string StepUndeploy(object? model, object? endpoint) => Text(nameof(StepUndeploy), (nameof(model), model), (nameof(endpoint), endpoint));

    public static string StillRunning(object? seconds, object? percent, object? operation, object? advice) => Text(nameof(StillRunning), (nameof(seconds), seconds), (nameof(percent), percent), (nameof(operation), operation), (nameof(advice), advice));

    public static string StoppedAsking(object? unanswered) => Text(nameof(StoppedAsking), (nameof(unanswered), unanswered));

    public static string StoppedCreating(object? model, object? advice) => Text(nameof(StoppedCreating), (nameof(model), model), (nameof(advice), advice));

    public static string StoppedWaiting(object? advice) => Text(nameof(StoppedWaiting), (nameof(advice), advice));

    public static string StreamIsOneAnswer => Text(nameof(StreamIsOneAnswer));

    public static string TextEmpty(object? what) => Text(nameof(TextEmpty), (nameof(what), what));

    public static string TextHasHalfPair(object? what, object? position) => Text(nameof(TextHasHalfPair), (nameof(what), what), (nameof(position), position));

    public static string TextTooLong(object? what, object? length, object? maximum) => Text(nameof(TextTooLong), (nameof(what), what), (nameof(length), length), (nameof(maximum), maximum));

    public static string TheInput => Text(nameof(TheInput));

    public static string TheOutput => Text(nameof(TheOutput));

    public static string ThePrompt => Text(nameof(ThePrompt));

    public static string TheSystemInstruction => Text(nameof(TheSystemInstruction));

    public static string TipBlockHigh => Text(nameof(TipBlockHigh));

    public static string TipBlockLow => Text(nameof(TipBlockLow));

    public static string TipBlockMedium => Text(nameof(TipBlockMedium));

    public static string TipBlockNone => Text(nameof(TipBlockNone));

    public static string TipCheckpoint(object? epoch, object? step) => Text(nameof(TipCheckpoint), (nameof(epoch), epoch), (nameof(step), step));

    public static string TipColumn(object? column) => Text(nameof(TipColumn), (nameof(column), column));

    public static string TipFilterOff => Text(nameof(TipFilterOff));

    public static string TipOwner => Text(nameof(TipOwner));

    public static string TipPermissions(object? displayName, object? state) => Text(nameof(TipPermissions), (nameof(displayName), displayName), (nameof(state), state));

    public static string TipReader => Text(nameof(TipReader));

    public static string TipRoleOf(object? role, object? model) => Text(nameof(TipRoleOf), (nameof(role), role), (nameof(model), model));

    public static string TipWriter => Text(nameof(TipWriter));

    public static string TokenAnswerHoldsNone(object? kind) => Text(nameof(TokenAnswerHoldsNone), (nameof(kind), kind));

    public static string TokenAnswerOdd(object? kind) => Text(nameof(TokenAnswerOdd), (nameof(kind), kind));

    public static string TokenCredentialRefused(object? kind) => Text(nameof(TokenCredentialRefused), (nameof(kind), kind));

    public static string TokenEndpointAnswerOdd => Text(nameof(TokenEndpointAnswerOdd));

    public static string TooManyLabels(object? count, object? most) => Text(nameof(TooManyLabels), (nameof(count), count), (nameof(most), most));

    public static string TooManyValidationExamples(object? count, object? most) => Text(nameof(TooManyValidationExamples), (nameof(count), count), (nameof(most), most));

    public static string TryingAgain(object? reason) => Text(nameof(TryingAgain), (nameof(reason), reason));

    public static string TunedModelId => Text(nameof(TunedModelId));

    public static string TunedModelIdForm => Text(nameof(TunedModelIdForm));

    public static string TunedModelName => Text(nameof(TunedModelName));

    public static string TunedModelNameForm => Text(nameof(TunedModelNameForm));

    public static string TuningFailed(object? model, object? reason) => Text(nameof(TuningFailed), (nameof(model), model), (nameof(reason), reason));

    public static string UnreadableCharacter(object? row) => Text(nameof(UnreadableCharacter), (nameof(row), row));

    public static string UploadHasNoSession(object? service) => Text(nameof(UploadHasNoSession), (nameof(service), service));

    public static string UploadIncomplete => Text(nameof(UploadIncomplete));

    public static string ValidationExcludes => Text(nameof(ValidationExcludes));

    public static string ValidationRefused(object? problem) => Text(nameof(ValidationRefused), (nameof(problem), problem));

    public static string VertexBaseModelForm => Text(nameof(VertexBaseModelForm));

    public static string VertexJobNameForm => Text(nameof(VertexJobNameForm));

    public static string VertexModelNameForm => Text(nameof(VertexModelNameForm));

    public static string WhichBaseModel(object? models) => Text(nameof(WhichBaseModel), (nameof(models), models));

    public static string WholeNumberExpected => Text(nameof(WholeNumberExpected));
}
