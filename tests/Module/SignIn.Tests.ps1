BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Google = Open-Google
    $script:Types = [GeminiTuning.Testing.GoogleFiles]
    # What the variables of a sign-in are while no test sets them.
    $script:Untouched = @{}
    'GOOGLE_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG', 'GEMINITUNING_CONFIG', 'GCE_METADATA_HOST',
    'NO_GCE_CHECK', 'CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS', 'GOOGLE_CLOUD_QUOTA_PROJECT', 'GOOGLE_CLOUD_PROJECT', 'BROWSER' |
        ForEach-Object { $Untouched[$_] = [Environment]::GetEnvironmentVariable($_) }

    function Write-File([string] $Name, [string] $Content) {
        $path = Join-Path $TestDrive $Name
        $null = New-Item -ItemType Directory (Split-Path $path) -Force
        [IO.File]::WriteAllText($path, $Content)
        $path
    }

    # A file of each kind; its name is the kind.
    function Get-CredentialFile([string] $Kind) {
        $subject = Write-File 'subject-token' $Google.Files.SubjectToken
        $content = switch ($Kind) {
            'user' { $Google.Files.UserFile($null) }
            'service account' { $Google.Files.ServiceAccountFile($false) }
            'workload identity' { $Google.Files.WorkloadFile($subject, $true) }
            'impersonated service account' { $Google.Files.ImpersonatedFile() }
        }
        Write-File "$Kind.json" $content
    }

    function Get-ClientSecretFile { Write-File 'client_secret.json' $Google.Files.ClientSecretFile('installed') }

    # A user's file whose owner tells where it was found.
    function Get-FileOf([string] $Owner) { $Google.Files.UserFile($null).Replace('person@example.com', $Owner) }

    function Get-ListRequest { @($Google.Requests | Where-Object Path -EQ '/v1beta/tunedModels') }
    function Get-FaultId([scriptblock] $Script) {
        try { $null = & $Script } catch { return ($_.FullyQualifiedErrorId -split ',')[0] }
    }
}
AfterAll {
    Disconnect-GeminiTuning
    $Google.Dispose()
}

Describe 'Signing in' {
    BeforeEach {
        Disconnect-GeminiTuning
        $Google.Dispose()
        $script:Google = Open-Google
        $env:CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS = $Google.Address
        $env:GEMINITUNING_CONFIG = Join-Path $TestDrive ([IO.Path]::GetRandomFileName())
    }
    AfterEach { $Untouched.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Untouched[$_]) } }

    Context 'with each kind of credential' {
        It 'takes the file of <Kind>, verifies it, and shows whose it is' -TestCases @(
            @{ Kind = 'user'; Account = 'person@example.com' }
            @{ Kind = 'service account'; Account = 'robot@robots.iam.gserviceaccount.com' }
            @{ Kind = 'workload identity'; Account = 'target@robots.iam.gserviceaccount.com' }
            @{ Kind = 'impersonated service account'; Account = 'target@robots.iam.gserviceaccount.com' }
        ) {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile $Kind) -Endpoint $Google.Address -Verify
            $connection = Get-GeminiTuningConnection
            $connection.Credential | Should -Be $Kind
            $connection.Account | Should -Be $Account
            ($connection.ExpiresAt - [DateTimeOffset]::UtcNow).TotalMinutes | Should -BeGreaterThan 55
            (Get-ListRequest).Count | Should -Be 1
        }

        It 'stands for a service account with <Way>' -TestCases @(
            @{ Way = 'a file'; Connect = { Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -ImpersonateServiceAccount $Types::Target -Endpoint $Google.Address -Verify } }
            @{ Way = 'the application-default credential'; Connect = {
                    $env:GOOGLE_APPLICATION_CREDENTIALS = Get-CredentialFile 'service account'
                    Connect-GeminiTuning -ImpersonateServiceAccount $Types::Target -Endpoint $Google.Address -Verify
                }
            }
            @{ Way = 'the metadata server'; Connect = {
                    $env:GCE_METADATA_HOST = $Google.Address.Authority
                    Connect-GeminiTuning -MetadataServer -ImpersonateServiceAccount $Types::Target -Endpoint $Google.Address -Verify
                }
            }
        ) {
            & $Connect
            (Get-GeminiTuningConnection).Credential | Should -Be 'impersonated service account'
            (Get-GeminiTuningConnection).Account | Should -Be $Types::Target
        }

        It 'stands for a service account with one that stands for another itself' {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile 'impersonated service account') -ImpersonateServiceAccount $Types::Target -Endpoint $Google.Address -Verify
            (Get-GeminiTuningConnection).Account | Should -Be $Types::Target
            $chain = ($Google.Requests | Where-Object Path -Like '*:generateAccessToken').Body | ConvertFrom-Json
            $chain.delegates | Should -Be "projects/-/serviceAccounts/$($Types::Target)"
        }

        It 'takes the metadata server of a runbook on Google Cloud' {
            $env:GCE_METADATA_HOST = $Google.Address.Authority
            Connect-GeminiTuning -MetadataServer -Endpoint $Google.Address -Verify
            (Get-GeminiTuningConnection).Account | Should -Be $Types::Account
            (Get-GeminiTuningConnection).Project | Should -Be 'robots'
        }

        It 'takes gcloud''s application-default credential' {
            $null = Write-File 'gcloud/application_default_credentials.json' (Get-FileOf 'gcloud@example.com')
            $env:CLOUDSDK_CONFIG = Join-Path $TestDrive 'gcloud'
            Connect-GeminiTuning -ApplicationDefault -Endpoint $Google.Address -Verify
            (Get-GeminiTuningConnection).Account | Should -Be 'gcloud@example.com'
        }

        It 'refuses what is no e-mail address before it becomes part of an address' {
            Get-FaultId { Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -ImpersonateServiceAccount 'a@b/../../c' } | Should -Be 'InvalidArgument'
        }
    }

    Context 'with a key beside a token' {
        It 'asks models with the key, and does everything else with the token' {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -ApiKey (ConvertTo-Secret 'key-of-the-test') -Endpoint $Google.Address
            $null = Get-TunedModel
            (Invoke-TunedModel one 'III').Text | Should -Be 'IV'
            $list = Get-ListRequest
            $ask = $Google.Requests | Where-Object Path -Like '*:generateContent'
            $list.Headers['Authorization'] | Should -BeLike 'Bearer ya29.*'
            $list.Headers['x-goog-api-key'] | Should -BeNullOrEmpty
            $ask.Headers['x-goog-api-key'] | Should -Be 'key-of-the-test'
            $ask.Headers['Authorization'] | Should -BeNullOrEmpty
            "$($Google.Requests.Query)" | Should -Not -Match 'key-of-the-test'
            (Get-GeminiTuningConnection).Credential | Should -Be 'user, API key to ask models'
        }
    }

    Context 'with a secret of a vault' {
        It 'takes it as it is: <Form>' -TestCases @(
            @{ Form = 'a SecureString'; Secret = { ConvertTo-Secret 'vault-key' } }
            @{ Form = 'a PSCredential'; Secret = { [pscredential]::new('name', (ConvertTo-Secret 'vault-key')) } }
        ) {
            $recorder = Open-Recorder
            try {
                Connect-GeminiTuning -AccessToken (& $Secret) -Endpoint $recorder.Endpoint -Verify
                Connect-GeminiTuning -ApiKey (& $Secret) -Endpoint $recorder.Endpoint -Verify
                @($recorder.Requests)[0].Headers['Authorization'] | Should -Be 'Bearer vault-key'
                @($recorder.Requests)[1].Headers['x-goog-api-key'] | Should -Be 'vault-key'
            } finally { Close-Recorder $recorder }
        }
    }

    Context 'for a project' {
        It 'names <Row>' -TestCases @(
            @{ Row = '-QuotaProject before -Project'; With = @{ QuotaProject = 'quota'; Project = 'project' }; Set = @{ GOOGLE_CLOUD_QUOTA_PROJECT = 'env-quota' }; Sent = 'quota' }
            @{ Row = '-Project before the environment'; With = @{ Project = 'project' }; Set = @{ GOOGLE_CLOUD_QUOTA_PROJECT = 'env-quota' }; Sent = 'project' }
            @{ Row = 'GOOGLE_CLOUD_QUOTA_PROJECT before GOOGLE_CLOUD_PROJECT'; With = @{}; Set = @{ GOOGLE_CLOUD_QUOTA_PROJECT = 'env-quota'; GOOGLE_CLOUD_PROJECT = 'env' }; Sent = 'env-quota' }
            @{ Row = 'GOOGLE_CLOUD_PROJECT before the file''s'; With = @{}; Set = @{ GOOGLE_CLOUD_PROJECT = 'env' }; Sent = 'env' }
            @{ Row = 'the file''s where nothing else is named'; With = @{}; Set = @{}; Sent = 'file' }
        ) {
            $Set.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Set[$_]) }
            Connect-GeminiTuning -CredentialPath (Write-File 'quota.json' $Google.Files.UserFile('file')) -Endpoint $Google.Address @With
            $null = Get-TunedModel
            (Get-ListRequest).Headers['x-goog-user-project'] | Should -Be $Sent
            (Get-GeminiTuningConnection).Project | Should -Be $Sent
        }

        It 'takes the environment''s beside an access token' {
            $env:GOOGLE_CLOUD_PROJECT = 'env'
            $recorder = Open-Recorder
            try {
                Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'a-token') -Endpoint $recorder.Endpoint -Verify
                @($recorder.Requests)[0].Headers['x-goog-user-project'] | Should -Be 'env'
            } finally { Close-Recorder $recorder }
        }
    }

    It 'names a stored sign-in that cannot be removed, and removes the others' {
        $folder = (New-Item -ItemType Directory "$env:GEMINITUNING_CONFIG/sign-ins" -Force).FullName
        $files = 'a', 'b' | ForEach-Object { Join-Path $folder "$_.json" }
        $files | ForEach-Object { Set-Content $_ '{}' }
        if ($IsWindows) {
            $held = [IO.File]::Open($files[0], 'Open', 'Read', 'None')
        } elseif ([Environment]::UserName -eq 'root') {
            Set-ItResult -Skipped -Because 'nothing keeps root from removing a file'
            return
        } else { [IO.File]::SetUnixFileMode($folder, 'UserRead, UserExecute') }
        try {
            Disconnect-GeminiTuning -Forget -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'InputOutputError,*'
            $problems[0].TargetObject | Should -Be $files[0]
            "$($problems[0])" | Should -BeLike "*$($files[0])*"
            if ($IsWindows) { $files[1] | Should -Not -Exist }
        } finally {
            if ($held) { $held.Dispose() } else { [IO.File]::SetUnixFileMode($folder, 'UserRead, UserWrite, UserExecute') }
            Remove-Item $files -ErrorAction Ignore
        }
    }

    Context 'in the browser' {
        BeforeEach {
            if ($IsWindows) { Set-ItResult -Skipped -Because 'the stand-in for the browser is a shell script' }
        }

        It 'signs in once, keeps it for its owner alone, needs no browser the next time, and forgets it when asked to' {
            Use-Browser $TestDrive
            Connect-GeminiTuning -ClientSecretPath (Get-ClientSecretFile) -Endpoint $Google.Address -Verify 6>$null
            (Get-GeminiTuningConnection).Account | Should -Be 'person@example.com'
            $file = Get-ChildItem "$env:GEMINITUNING_CONFIG/sign-ins"
            [IO.File]::GetUnixFileMode($file.FullName) | Should -Be 'UserWrite, UserRead'
            [IO.File]::GetUnixFileMode($file.DirectoryName) | Should -Be 'UserExecute, UserWrite, UserRead'

            Use-Browser $TestDrive 'exit 1'
            $next = Invoke-FreshShell "Connect-GeminiTuning -ClientSecretPath '$(Get-ClientSecretFile)' -Endpoint $($Google.Address) -Verify; (Get-GeminiTuningConnection).Account"
            $next | Should -Be 'person@example.com'
            @($Google.Requests | Where-Object Path -EQ '/o/oauth2/v2/auth').Count | Should -Be 1

            Disconnect-GeminiTuning -Forget -WhatIf 6>$null
            $file.FullName | Should -Exist
            Disconnect-GeminiTuning -Forget
            $file.FullName | Should -Not -Exist
            Get-FaultId { Get-TunedModel } | Should -Be 'NotConnected'
        }

        It 'signs in anew where the stored sign-in was taken back' {
            Use-Browser $TestDrive
            Connect-GeminiTuning -ClientSecretPath (Get-ClientSecretFile) -Endpoint $Google.Address 6>$null
            $Google.Revoked = $true
            Connect-GeminiTuning -ClientSecretPath (Get-ClientSecretFile) -Endpoint $Google.Address -Verify 6>$null
            @($Google.Requests | Where-Object Path -EQ '/o/oauth2/v2/auth').Count | Should -Be 2
        }

        It 'says so when the person refuses, and leaves the connection as it was' {
            Connect-GeminiTuning -Emulator
            Use-Browser $TestDrive
            $Google.Denies = $true
            Get-FaultId { Connect-GeminiTuning -ClientSecretPath (Get-ClientSecretFile) 6>$null } | Should -Be 'SignInFailed'
            (Get-GeminiTuningConnection).Service | Should -Be 'Emulator'
            "$env:GEMINITUNING_CONFIG/sign-ins" | Should -Not -Exist
        }

        It 'gives up when nobody signs in in time' {
            Use-Browser $TestDrive 'exit 0'
            Get-FaultId { Connect-GeminiTuning -ClientSecretPath (Get-ClientSecretFile) -SignInTimeoutSec 1 6>$null } | Should -Be 'SignInFailed'
        }

        It 'ends at once when it is stopped' {
            Use-Browser $TestDrive 'exit 0'
            $shell = [powershell]::Create().AddScript('param($module, $path) Import-Module $module; Connect-GeminiTuning -ClientSecretPath $path').AddArgument($ModulePath).AddArgument((Get-ClientSecretFile))
            $run = $shell.BeginInvoke()
            foreach ($attempt in 1..1500) {
                if ($shell.Streams.Information.Count -or $run.AsyncWaitHandle.WaitOne(20)) { break }
            }
            $run.IsCompleted | Should -BeFalse
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan $AtOnceSec
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Dispose()
        }
    }

    Context 'without a browser' {
        It 'shows the address, and takes the one that the browser ended on' {
            $start = [Diagnostics.ProcessStartInfo]::new('pwsh')
            "-NoProfile", "-Command", "`$PSStyle.OutputRendering = 'PlainText'; Import-Module '$ModulePath'; Connect-GeminiTuning -ClientSecretPath '$(Get-ClientSecretFile)' -NoBrowser -Endpoint $($Google.Address) -Verify; (Get-GeminiTuningConnection).Account" |
                ForEach-Object { $start.ArgumentList.Add($_) }
            $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
            $process = [Diagnostics.Process]::Start($start)
            try {
                do { $line = $process.StandardOutput.ReadLine() } until ($null -eq $line -or $line -match '^http')
                $line | Should -Match '/o/oauth2/v2/auth\?.*code_challenge='
                $answer = Invoke-WebRequest $line -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction SilentlyContinue
                $process.StandardInput.WriteLine("$($answer.Headers.Location)")
                $process.StandardInput.Close()
                $process.StandardOutput.ReadToEnd() | Should -Match 'person@example\.com'
                $process.StandardError.ReadToEnd() | Should -BeNullOrEmpty
            } finally { $process.Kill($true) }
        }

        It 'says so where nobody can be asked, before anything is sent' {
            $output = Invoke-FreshShell "Connect-GeminiTuning -ClientSecretPath '$(Get-ClientSecretFile)' -NoBrowser" | Out-String
            $output | Should -Match 'this session isn''t interactive'
            $output | Should -Not -Match 'code_challenge'
            $Google.Requests.Count | Should -Be 0
        }
    }

    Context 'with a wrong file' {
        It 'says that <What> is one, and what was expected' -TestCases @(
            @{ What = 'a client secret'; Content = { $Google.Files.ClientSecretFile('installed') }; Says = '*is an OAuth client secret, which identifies an application and not a user. To sign in with it, use Connect-GeminiTuning -ClientSecretPath.*Expected the JSON file of*' }
            @{ What = 'a file that was cut off'; Content = { $Google.Files.ServiceAccountFile($false).Substring(0, 300) }; Says = '*isn''t valid JSON*might be truncated*Expected the JSON file of*' }
            @{ What = 'a key that was cut off'; Content = { $Google.Files.ServiceAccountFile($true) }; Says = "*'private_key' of the service account key*can't be read. The file might be truncated*" }
            @{ What = 'a file of another kind'; Content = { '{"type":"gdch_service_account"}' }; Says = "*a credential of type 'gdch_service_account', which isn't supported. Expected the JSON file of*" }
            @{ What = 'a package.json'; Content = { '{"name":"a","version":"1"}' }; Says = '*is a JSON file, but not a Google credential. Expected the JSON file of*' }
        ) {
            $path = Write-File 'wrong.json' (& $Content)
            { Connect-GeminiTuning -CredentialPath $path } | Should -Throw $Says -ErrorId 'CredentialFileRefused,*'
        }

        It 'says that a directory is one' {
            { Connect-GeminiTuning -CredentialPath $TestDrive } | Should -Throw '*is a directory. Expected the JSON file of*' -ErrorId 'CredentialFileRefused,*'
        }

        It 'says that a service account''s key is no client secret' {
            { Connect-GeminiTuning -ClientSecretPath (Get-CredentialFile 'service account') } | Should -Throw "*is a service account key, not an OAuth client secret*Connect-GeminiTuning -CredentialPath*" -ErrorId 'CredentialFileRefused,*'
        }

        It 'names the variable''s file where that is the wrong one' {
            $env:GOOGLE_APPLICATION_CREDENTIALS = Join-Path $TestDrive 'none.json'
            { Get-TunedModel } | Should -Throw 'GOOGLE_APPLICATION_CREDENTIALS: *none.json*doesn''t exist*' -ErrorId 'CredentialFileRefused,*'
        }
    }

    Context 'when something fails' {
        It 'is one error for many prompts where the sign-in was taken back' {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -Endpoint $Google.Address
            $Google.Revoked = $true
            $faults = @()
            try { 1..20 | Invoke-TunedModel -Model one -ErrorVariable faults -ErrorAction SilentlyContinue } catch { $fault = $_ }
            $fault.FullyQualifiedErrorId | Should -BeLike 'SignInExpired,*'
            "$fault" | Should -Match 'gcloud auth application-default login --client-id-file=client_secret.json --scopes=https://www.googleapis.com/auth/cloud-platform,https://www.googleapis.com/auth/generative-language.tuning'
            @($faults | Where-Object { $_ -is [Management.Automation.ErrorRecord] -and $_.FullyQualifiedErrorId -like 'SignInExpired*' }).Count | Should -BeLessOrEqual 1
            $Google.TokenRequests | Should -BeLessOrEqual 5
        }

        It 'ends a wait whose sign-in was taken back, and says how to go on' {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -Endpoint $Google.Address
            $Google.Revoked = $true
            try { 'tunedModels/a/operations/b', 'tunedModels/c/operations/d' | Wait-TuningOperation } catch { $fault = $_ }
            $fault.FullyQualifiedErrorId | Should -BeLike 'SignInExpired,*'
            "$fault" | Should -Match '(?s)Sign in again.*To keep waiting, run ''Wait-TuningOperation tunedModels/a/operations/b, tunedModels/c/operations/d''\.'
            $fault.TargetObject.Name | Should -Be 'tunedModels/a/operations/b', 'tunedModels/c/operations/d'
        }

        It 'does not connect where -Verify finds that the service refuses' {
            Connect-GeminiTuning -Emulator
            Get-FaultId { Connect-GeminiTuning -AccessToken (ConvertTo-Secret 'not-a-token') -Endpoint $Google.Address -Verify } | Should -Be 'CredentialRefused'
            (Get-GeminiTuningConnection).Service | Should -Be 'Emulator'
        }

        It 'gets another token where the service refuses one, and goes on' {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -Endpoint $Google.Address -Verify
            $Google.Expire()
            (Get-TunedModel).Name | Should -Be 'tunedModels/one'
            $Google.TokenRequests | Should -Be 2
        }

        It 'outlives a token endpoint that fails for a while' {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -Endpoint $Google.Address -MaximumRetryCount 3 -RetryIntervalSec 1
            $Google.Failures = 1
            (Get-TunedModel -WarningAction SilentlyContinue).Name | Should -Be 'tunedModels/one'
        }

        It 'names the permission that is missing to stand for another' {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -ImpersonateServiceAccount 'other@robots.iam.gserviceaccount.com' -Endpoint $Google.Address
            { Get-TunedModel } | Should -Throw '*iam.serviceAccounts.getAccessToken*denied*' -ErrorId 'TokenRefused,*'
        }
    }

    Context 'side by side' {
        It 'shares one token among parallel runspaces and thread jobs' {
            Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -Endpoint $Google.Address
            $Google.DelayMs = 100
            $names = 1..10 | ForEach-Object -ThrottleLimit 10 -Parallel { Import-Module $using:ModulePath; (Get-TunedModel).Name }
            $names += 1..3 | ForEach-Object { Start-ThreadJob { Import-Module $using:ModulePath; (Get-TunedModel).Name } } | Receive-Job -Wait -AutoRemoveJob
            $names.Count | Should -Be 13
            $Google.TokenRequests | Should -Be 1
        }

        It 'uses two projects at a time' {
            $first = Connect-GeminiTuning -CredentialPath (Get-CredentialFile user) -Project first -Endpoint $Google.Address -PassThru
            $second = Connect-GeminiTuning -CredentialPath (Get-CredentialFile 'service account') -Project second -Endpoint $Google.Address -PassThru
            $first, $second, $first | ForEach-Object -Parallel { Import-Module $using:ModulePath; $null = Get-TunedModel -Connection $_ }
            (Get-ListRequest).ForEach{ $_.Headers['x-goog-user-project'] } | Sort-Object | Should -Be 'first', 'first', 'second'
            $Google.TokenRequests | Should -Be 2
        }
    }

    Context 'without Connect-GeminiTuning' {
        It 'finds a credential once, quietly, and names it with -Verbose' {
            $env:GOOGLE_APPLICATION_CREDENTIALS = Get-CredentialFile user
            # Google's own address is not to be reached: the sign-in ends before it is.
            $Google.Revoked = $true
            $said = & { try { Get-TunedModel -Verbose } catch { $_.FullyQualifiedErrorId } } 4>&1
            "$($said[0])" | Should -Be 'Connected to Gemini Developer API at https://generativelanguage.googleapis.com/, credential: user (person@example.com), from GOOGLE_APPLICATION_CREDENTIALS.'
            "$($said[-1])" | Should -BeLike 'SignInExpired,*'
            [object]::ReferenceEquals((Get-GeminiTuningConnection), (Get-GeminiTuningConnection)) | Should -BeTrue
        }

        It 'lists the ways in a few lines where there is none' {
            { Get-TunedModel } | Should -Throw -ErrorId 'NotConnected,*'
            $lines = "$($Error[0])" -split '\r?\n'
            $lines.Count | Should -BeLessOrEqual 6
            $lines[1] | Should -Match 'Connect-GeminiTuning -Emulator'
            $lines[2] | Should -Match 'Connect-GeminiTuning -ClientSecretPath'
        }

        It 'looks for the metadata server only where nothing else is there, and once' {
            $env:NO_GCE_CHECK = $null
            $other = Open-Recorder { @{ Status = 404; Body = '{}' } }
            try {
                $env:GCE_METADATA_HOST = ([uri] $other.Endpoint).Authority
                $env:GEMINI_API_KEY = 'a-key'
                $null = Get-GeminiTuningConnection
                @($other.Requests).Count | Should -Be 0
                $env:GEMINI_API_KEY = $null
                Get-GeminiTuningConnection | Should -BeNullOrEmpty
                $looked = @($other.Requests).Count
                $looked | Should -BeGreaterThan 0
                1..3 | ForEach-Object { Get-GeminiTuningConnection } | Should -BeNullOrEmpty
                @($other.Requests).Count | Should -Be $looked
            } finally { Close-Recorder $other }
        }

        It 'takes it for another address too, where that is not this computer' {
            $env:GOOGLE_APPLICATION_CREDENTIALS = Get-CredentialFile user
            (Connect-GeminiTuning -Endpoint https://gemini.example -PassThru).Account | Should -Be 'person@example.com'
        }

        It 'sends no credential that nobody named to an emulator on this computer' {
            $env:GOOGLE_APPLICATION_CREDENTIALS = Get-CredentialFile user
            $env:GOOGLE_GEMINI_BASE_URL = $Google.Address
            Get-FaultId { Get-TunedModel -ErrorAction Stop } | Should -Be 'CredentialRefused'
            Connect-GeminiTuning -Endpoint $Google.Address
            Get-FaultId { Get-TunedModel -ErrorAction Stop } | Should -Be 'CredentialRefused'
            (Get-ListRequest).Where{ $_.Headers['Authorization'] }.Count | Should -Be 0
            $Google.TokenRequests | Should -Be 0
        }
    }
}
