# What follows from the kind of a service's error, its HTTP status and its reason: one table, in which each kind has a row.
BeforeDiscovery {
    function Row([string] $Kind, $Status, [string] $Id, [string] $Follows = '', [hashtable] $More = @{}) {
        @{
            Kind = $Kind; Status = $Status; Id = $Id; More = $More; Words = "$($More.Values)"
            IsTransient = $Follows -clike '*T*'; IsOutage = $Follows -clike '*O*'; MayHaveBeenCarriedOut = $Follows -clike '*C*'
        }
    }

    # T: the call is worth repeating. O: it is an outage, which waiting may overcome. C: the service may have carried the call out.
    $script:Rows = @(
        Row Refused 307 RequestFailed
        Row Refused 400 RequestRefused
        Row Refused 400 RequestRefused -More @{ Status = 'FAILED_PRECONDITION' }
        Row Refused 400 ApiKeyInvalid -More @{ Reason = 'API_KEY_INVALID' }
        Row Refused 401 CredentialRefused
        Row Refused 403 AccessDenied
        Row Refused 403 ScopeInsufficient -More @{ Reason = 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }
        Row Refused 403 QuotaProjectRefused -More @{ Reason = 'USER_PROJECT_DENIED' }
        Row Refused 403 ServiceDisabled -More @{ Reason = 'SERVICE_DISABLED' }
        Row Refused 403 AccessDenied -More @{ Reason = 'API_KEY_SERVICE_BLOCKED' }
        Row Refused 403 AccessDenied -More @{ Reason = 'CONSUMER_SUSPENDED' }
        Row Refused 404 NotFound
        Row Refused 405 RequestFailed
        Row Refused 407 ServiceUnreachable
        Row Refused 408 ServiceFailed TO
        Row Refused 409 AlreadyExists
        Row Refused 413 RequestFailed
        Row Refused 429 QuotaExceeded TO
        Row Refused 429 DailyQuotaExceeded O @{ QuotaIds = [string[]] 'GenerateRequestsPerDayPerProject' }
        Row Refused 499 ServiceFailed TOC
        Row ServiceFailed $null ServiceFailed TOC
        Row ServiceFailed 500 ServiceFailed TOC
        Row ServiceFailed 501 RequestFailed OC
        Row ServiceFailed 502 ServiceFailed TOC
        Row ServiceFailed 503 ServiceFailed TOC
        Row ServiceFailed 504 ServiceFailed TOC
        Row TimedOut $null ServiceTimeout TOC
        Row Unreachable $null ServiceUnreachable TOC
        Row SecureConnectionFailed $null ServiceUnreachable O
        Row ProxyRefused $null ServiceUnreachable
        Row AnswerNotUnderstood $null AnswerNotUnderstood TOC
        Row AnswerUnexpected $null AnswerNotUnderstood OC
        Row AnswerTooLarge $null AnswerNotUnderstood OC
        Row ConnectionClosed $null ServiceUnreachable C
        Row TokenUnavailable $null TokenUnavailable TO
        Row AlreadyExists $null AlreadyExists
        Row NotFound $null NotFound
        Row NotReady $null RequestRefused
        Row OperationFailed $null RequestRefused -More @{ Status = 'FAILED_PRECONDITION' }
        Row OperationTimedOut $null ServiceTimeout C
    )
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Records = [GeminiTuning.Commands.GetTunedModelCommand].Assembly.GetType('GeminiTuning.Pipeline.ErrorRecords')

    function Get-Record([Exception] $Fault) { $Records.GetMethod('From').Invoke($null, @($Fault, 'target', $null)) }

    function Test-Known([Exception] $Fault) { $Records.GetMethod('IsKnown').Invoke($null, @($Fault)) }
}

Describe 'An error of the kind' {
    It '<Kind> <Status> <Words> is <Id>; repeated <IsTransient>, outage <IsOutage>, perhaps carried out <MayHaveBeenCarriedOut>' -ForEach $Rows {
        $fault = [GeminiTuning.TuningServiceException]::new($Kind, 'words', $null)
        if ($Status) { $fault.StatusCode = [Enum]::ToObject([Net.HttpStatusCode], $Status) }
        foreach ($name in $More.Keys) { $fault.$name = $More[$name] }

        (Get-Record $fault).FullyQualifiedErrorId | Should -Be $Id
        $fault.IsTransient | Should -Be $IsTransient
        $fault.IsOutage | Should -Be $IsOutage
        $fault.MayHaveBeenCarriedOut | Should -Be $MayHaveBeenCarriedOut
    }

    It 'has a row here, whatever the kind' {
        $kinds = [Enum]::GetNames([GeminiTuning.TuningServiceErrorKind])
        $source = Get-Content $PSCommandPath -Raw
        $kinds | Where-Object { $source -cnotmatch "Row $_ " } | Should -BeNullOrEmpty
    }
}

Describe 'An error that nobody threw on purpose' {
    It 'is not one of the module''s: <_>' -ForEach ([ArgumentException], [ArgumentNullException], [IO.IOException], [InvalidOperationException], [FormatException], [NullReferenceException]) {
        Test-Known ([Activator]::CreateInstance($_)) | Should -BeFalse
    }

    It 'is one of the module''s where it was thrown on purpose: <Id>' -ForEach (
        @{ Type = 'TuningArgumentException'; Id = 'InvalidArgument' }, @{ Type = 'TuningFileException'; Id = 'InputOutputError' }) {
        (Get-Record (New-Object "GeminiTuning.$Type" 'words', $null)).FullyQualifiedErrorId | Should -Be $Id
    }
}
