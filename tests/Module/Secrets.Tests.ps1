# Whatever is done with a credential, and whatever goes wrong with it, nothing that is written or can be kept holds a secret.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Untouched = @{}
    'GCE_METADATA_HOST', 'GEMINITUNING_CONFIG', 'CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS', 'BROWSER' | ForEach-Object { $Untouched[$_] = [Environment]::GetEnvironmentVariable($_) }
    $script:Key = "api.key.$([guid]::NewGuid().ToString('N'))"

    function Write-File([string] $Name, [string] $Content) {
        $path = Join-Path $TestDrive $Name
        [IO.File]::WriteAllText($path, $Content)
        $path
    }

    # An object in every form in which it may be kept or shown.
    function Get-EveryForm($InputObject) {
        $InputObject | Out-String -Width 500
        $InputObject | Format-List * -Force | Out-String -Width 500
        $InputObject | Format-Table -Force | Out-String -Width 500
        $InputObject | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
        [Management.Automation.PSSerializer]::Serialize($InputObject, 4)
        if ($InputObject -is [Management.Automation.ErrorRecord]) {
            "$($InputObject.Exception)"
            $InputObject | Get-Error | Out-String -Width 500
        }
    }

    # Runs a script with all that can be said about it; what is written, and what errors leave behind.
    function Get-EveryWord([scriptblock] $Script) {
        $Error.Clear()
        $written = @(try { & $Script *>&1 } catch { $_ })
        foreach ($item in $written + @($Error)) { Get-EveryForm $item }
    }
}

Describe 'A secret' {
    BeforeEach {
        $script:Google = Open-Google
        $env:GCE_METADATA_HOST = $Google.Address.Authority
        $env:CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS = $Google.Address
        $env:GEMINITUNING_CONFIG = Join-Path $TestDrive ([IO.Path]::GetRandomFileName())
    }
    AfterEach {
        Disconnect-GeminiTuning
        $Google.Dispose()
        $Untouched.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Untouched[$_]) }
    }

    It 'of <Way> is never written, whatever goes wrong' -TestCases @(
        @{ Way = 'a user'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File user.json $Google.Files.UserFile($null)) @Args } }
        @{ Way = 'a service account'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File robot.json $Google.Files.ServiceAccountFile($false)) @Args } }
        @{ Way = 'a workload'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File workload.json $Google.Files.WorkloadFile((Write-File subject $Google.Files.SubjectToken), $true)) @Args } }
        @{ Way = 'an impersonated service account'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File impersonated.json $Google.Files.ImpersonatedFile()) @Args } }
        @{ Way = 'one who stands for another in vain'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File user.json $Google.Files.UserFile($null)) -ImpersonateServiceAccount other@example.com @Args } }
        @{ Way = 'the metadata server'; Connect = { Connect-GeminiTuning -MetadataServer @Args } }
        @{ Way = 'a key beside a token'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File user.json $Google.Files.UserFile($null)) -ApiKey (ConvertTo-Secret $Key) @Args } }
        @{ Way = 'a client secret that is wrong'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File user.json $Google.Files.UserFile($null).Replace($Google.Files.ClientSecret, $Key)) @Args } }
        @{ Way = 'a file that was cut off'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File cut.json $Google.Files.UserFile($null).Substring(0, 200)) @Args } }
        @{ Way = 'a key that was cut off'; Connect = { Connect-GeminiTuning -CredentialPath (Write-File cut.json $Google.Files.ServiceAccountFile($true)) @Args } }
        @{ Way = 'a sign-in without a browser'; Connect = { Connect-GeminiTuning -ClientSecretPath (Write-File client.json $Google.Files.ClientSecretFile('installed')) -NoBrowser @Args } }
        @{ Way = 'a sign-in in the browser'; Connect = {
                Use-Browser $TestDrive
                Connect-GeminiTuning -ClientSecretPath (Write-File client.json $Google.Files.ClientSecretFile('installed')) @Args
            }
        }
        @{ Way = 'a token that the service does not know, and repeats'; Connect = { Connect-GeminiTuning -AccessToken (ConvertTo-Secret $Key) @Args } }
    ) {
        if ($IsWindows -and $Way -eq 'a sign-in in the browser') {
            Set-ItResult -Skipped -Because 'the stand-in for the browser is a shell script'
            return
        }
        $all = @(
            Get-EveryWord {
                & $Connect -Endpoint $Google.Address -MaximumRetryCount 0 -PassThru -Verbose -Debug
                Get-TunedModel -Verbose -Debug
                Invoke-TunedModel one 'III' -Verbose -Debug
            }
            # The token ends, and the next is refused: what refuses repeats what it was sent.
            $Google.Expire()
            $Google.Revoked = $true
            Get-EveryWord { Get-TunedModel -Verbose -Debug }
            $Google.Failures = 1
            Get-EveryWord { Get-GeminiTuningConnection -Verbose -Debug; Get-TunedModel -Verbose -Debug }
            Get-EveryWord { Disconnect-GeminiTuning -Forget -Verbose -Debug }
        ) -join "`n"
        $all.Length | Should -BeGreaterThan 500
        $sent = $Google.Requests.ForEach{ $_.Form['code']; $_.Form['code_verifier']; $_.Form['assertion'] } | Where-Object { $_ }
        foreach ($secret in @($Google.Files.RefreshToken, $Google.Files.ClientSecret, $Google.Files.SubjectToken, $Google.Files.PrivateKey, $Key) + @($Google.Tokens) + @($sent)) {
            $all.Contains($secret) | Should -BeFalse -Because "$($secret.Substring(0, 9)) is how it begins"
        }
    }

    It 'stands in no address that is asked' {
        Connect-GeminiTuning -CredentialPath (Write-File user.json $Google.Files.UserFile($null)) -ApiKey (ConvertTo-Secret $Key) -Endpoint $Google.Address
        $null = Get-TunedModel
        $null = Invoke-TunedModel one 'III'
        $addresses = ($Google.Requests | ForEach-Object { "$($_.Path)?$($_.Query)" }) -join "`n"
        foreach ($secret in @($Google.Files.RefreshToken, $Google.Files.ClientSecret, $Key) + @($Google.Tokens)) { $addresses.Contains($secret) | Should -BeFalse }
    }
}
