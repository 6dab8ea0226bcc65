# What a person is told of each known failure: its ErrorId, its category, the service's own words, and what to do next.
BeforeDiscovery {
    $script:Failures = @(
        @{ Status = 400; Reason = 'API_KEY_INVALID'; Words = 'API key not valid. Please pass a valid API key.'; Id = 'ApiKeyInvalid'; Category = 'AuthenticationError'; Advice = 'https://aistudio.google.com/apikey' }
        @{ Status = 403; Words = 'Your API key was reported as leaked. Please use another API key.'; Id = 'ApiKeyInvalid'; Category = 'AuthenticationError'; Advice = 'Google has blocked this API key' }
        @{ Status = 403; Reason = 'API_KEY_SERVICE_BLOCKED'; Words = 'Requests to this API are blocked.'; Id = 'AccessDenied'; Category = 'PermissionDenied'; Advice = "The API key's restrictions" }
        @{ Status = 403; Reason = 'CONSUMER_SUSPENDED'; Words = 'Permission denied: the consumer has been suspended.'; Id = 'AccessDenied'; Category = 'PermissionDenied'; Advice = 'Google has suspended the project' }
        @{ Status = 403; Words = 'Your project has been denied access. Please contact support.'; Id = 'AccessDenied'; Category = 'PermissionDenied'; Advice = 'Google has suspended the project' }
        @{ Status = 401; Words = 'Request had invalid authentication credentials.'; Id = 'CredentialRefused'; Category = 'AuthenticationError'; Advice = 'Connect again' }
        @{ Status = 403; Reason = 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'; Words = 'Request had insufficient authentication scopes.'; Id = 'ScopeInsufficient'; Category = 'PermissionDenied'
            Advice = 'gcloud auth application-default login --client-id-file=client_secret.json --scopes=https://www.googleapis.com/auth/cloud-platform,https://www.googleapis.com/auth/generative-language.tuning'
        }
        @{ Status = 403; Reason = 'SERVICE_DISABLED'; Words = 'The generativelanguage.googleapis.com API requires a quota project, which is not set by default.'; Id = 'QuotaProjectMissing'; Category = 'PermissionDenied'; Advice = 'Connect-GeminiTuning -QuotaProject ID' }
        @{ Status = 403; Reason = 'USER_PROJECT_DENIED'; Words = 'Caller does not have required permission to use project p.'; Id = 'QuotaProjectRefused'; Category = 'PermissionDenied'; Advice = 'roles/serviceusage.serviceUsageConsumer' }
        @{ Status = 403; Reason = 'SERVICE_DISABLED'; Words = 'Generative Language API has not been used in project 1 before or it is disabled.'; Id = 'ServiceDisabled'; Category = 'PermissionDenied'; Advice = 'gcloud services enable generativelanguage.googleapis.com' }
        @{ Status = 403; Words = 'You do not have permission to access tuned model m.'; Id = 'AccessDenied'; Category = 'PermissionDenied'; Advice = 'Ask the owner to share' }
        @{ Status = 404; Words = 'Tuned model tunedModels/m does not exist.'; Id = 'NotFound'; Category = 'ObjectNotFound'; Advice = '' }
        @{ Status = 429; Words = 'Resource has been exhausted.'; Id = 'QuotaExceeded'; Category = 'QuotaExceeded'; Advice = '-ThrottleLimit' }
        @{ Status = 429; Quota = 'GenerateRequestsPerDayPerProjectPerModel'; Words = 'You exceeded your current quota.'; Id = 'DailyQuotaExceeded'; Category = 'QuotaExceeded'; Advice = 'The daily quota is used up' }
        @{ Status = 503; Words = 'The model is overloaded.'; Id = 'ServiceFailed'; Category = 'ResourceUnavailable'; Advice = 'The service failed. Try again later.' }
    )
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function Connect-Failing([string] $Answer) {
        $script:Server = Open-Recorder ([scriptblock]::Create($Answer))
        Connect-GeminiTuning -Endpoint $Server.Endpoint -MaximumRetryCount 0
    }
}

Describe 'An error' {
    AfterEach {
        Close-Recorder $Server
        Disconnect-GeminiTuning
    }

    It 'is <Id> for <Status> <Words>, and says what to do' -ForEach $Failures {
        $details = @(
            if ($Reason) { @{ '@type' = 'type.googleapis.com/google.rpc.ErrorInfo'; reason = $Reason; domain = 'googleapis.com' } }
            if ($Quota) { @{ '@type' = 'type.googleapis.com/google.rpc.QuotaFailure'; violations = @(@{ quotaId = $Quota }) } }
        )
        $body = @{ error = @{ code = $Status; message = $Words; details = $details } } | ConvertTo-Json -Depth 8 -Compress
        Connect-Failing "@{ Status = $Status; Body = '$($body -replace "'", "''")' }"
        Get-TunedModel m -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -Be "$Id,GeminiTuning.Commands.GetTunedModelCommand"
        $problem[0].CategoryInfo.Category | Should -Be $Category
        $problem[0].TargetObject | Should -Be 'm'
        "$($problem[0])" | Should -Match ([regex]::Escape($Words))
        "$($problem[0])" | Should -Match ([regex]::Escape($Advice))
        # All that the service said is there for those who want it.
        $problem[0].Exception.ResponseBody | Should -Be $body
        [int] $problem[0].Exception.StatusCode | Should -Be $Status
    }

    It 'names each field that the service refuses, one by one' {
        Connect-Failing {
            @{
                Status = 400
                Body   = '{"error": {"code": 400, "message": "Invalid value.", "details": [{"@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": [{"field": "tuned_model.temperature", "description": "too hot"}, {"field": "tuned_model.top_k", "description": "too many"}]}]}}'
            }
        }
        $problem = { @{ Input = 1; Output = 2 } | New-TunedModel -BaseModel b -WarningAction SilentlyContinue } | Should -Throw -ErrorId 'RequestRefused,*' -PassThru
        "$problem" | Should -Match '(?s)^Invalid value\..*- tuned_model\.temperature: too hot\s+- tuned_model\.top_k: too many$'
        $problem.Exception.FieldViolations.Field | Should -Be 'tuned_model.temperature', 'tuned_model.top_k'
    }

    It 'tells a model that was switched off from one that is not there' {
        Connect-Failing {
            param($request)
            if ($request.Method -eq 'GET') { return '{"name": "tunedModels/m", "state": "ACTIVE"}' }
            @{ Status = 404; Body = '{"error": {"code": 404, "message": "Tuned model tunedModels/m does not exist.", "status": "NOT_FOUND"}}' }
        }
        1..3 | Invoke-TunedModel -Model m -ThrottleLimit 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be (, 'ModelSwitchedOff,GeminiTuning.Commands.InvokeTunedModelCommand' * 3)
        "$($problems[0])" | Should -Match '(?s)does not exist\..*Vertex AI'
        $problems.TargetObject | Should -Be 1, 2, 3
        @($Server.Requests | Where-Object Method -EQ GET).Count | Should -Be 1
    }

    It 'says that the service tunes nothing, and where Google does' {
        Connect-Failing { '{"models": [{"name": "models/gemini-2.5-flash", "supportedGenerationMethods": ["generateContent"]}]}' }
        { @{ Input = 1; Output = 2 } | New-TunedModel -WarningAction SilentlyContinue } | Should -Throw '*no base model to tune*Vertex AI*' -ErrorId 'NoTunableBaseModel,*'
    }
}
