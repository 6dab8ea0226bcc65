# Secrets that are no credential of the connection, but in reach of the process: a proxy's password, a key in a variable that should
# hold a path, the address of an upload session. None of them is shown, whatever goes wrong.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # A proxy on loopback that refuses, or that fails.
    function Open-Proxy([string] $Status) {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($listener, $status)
                while ($true) {
                    try { $client = $listener.AcceptTcpClient() } catch { break }
                    try {
                        $stream = $client.GetStream()
                        $null = $stream.Read([byte[]]::new(8192), 0, 8192)
                        $bytes = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 $status`r`nContent-Length: 0`r`nConnection: close`r`n`r`n")
                        $stream.Write($bytes, 0, $bytes.Length)
                    } catch { Write-Debug "The client went away: $_" } finally { $client.Dispose() }
                }
            }).AddArgument($listener).AddArgument($Status)
        $null = $shell.BeginInvoke()
        [pscustomobject]@{ Port = $listener.LocalEndpoint.Port; Listener = $listener; Shell = $shell }
    }

    # Everything that a line writes in a fresh PowerShell, as .NET reads a proxy's variable once a process.
    function Get-EveryWord([string] $Line, [hashtable] $Environment) {
        $all = "& { $Line } *>&1 | ForEach-Object { `"`$_`"; if (`$_ -is [Management.Automation.ErrorRecord]) { `$_ | Format-List * -Force | Out-String -Width 2000; `$_.Exception | Format-List * -Force | Out-String -Width 2000; `"`$(`$_.Exception)`" } }"
        (Invoke-FreshShell "`$VerbosePreference = `$DebugPreference = 'Continue'; $all; `$Error | ForEach-Object { `"`$_`"; `$_ | Get-Error | Out-String -Width 2000 }" $Environment) -join "`n"
    }
}

Describe 'A proxy''s password' {
    AfterEach {
        $Proxy.Listener.Stop()
        $Proxy.Shell.Dispose()
    }

    It 'is in no error, warning or verbose line where the proxy says <Status>' -ForEach (
        @{ Status = '407 Proxy Authentication Required'; Warns = $false }, @{ Status = '403 Forbidden'; Warns = $false }, @{ Status = '503 Service Unavailable'; Warns = $true }) {
        $script:Proxy = Open-Proxy $Status
        $words = Get-EveryWord 'Connect-GeminiTuning -ApiKey (ConvertTo-SecureString AIzaK -AsPlainText -Force) -MaximumRetryCount 1 -RetryIntervalSec 1; Get-TunedModel' @{ HTTPS_PROXY = "http://user:S3cret%21Pw@127.0.0.1:$($Proxy.Port)" }
        $words | Should -Match $Status.Substring(0, 3)
        $words | Should -Match 'ServiceUnreachable'
        $words | Should -Not -Match 'S3cret'
        # Only what may pass is tried again.
        ($words -match 'WARNING|Trying again|Retrying') | Should -Be $Warns
    }

    It 'is in nothing that is said on the way to the token endpoint' {
        $script:Proxy = Open-Proxy '407 Proxy Authentication Required'
        $file = Join-Path $TestDrive user.json
        Set-Content $file '{"type": "authorized_user", "client_id": "c.apps.googleusercontent.com", "client_secret": "not-a-real-secret-1", "refresh_token": "not-a-real-token-1"}'
        $words = Get-EveryWord "Connect-GeminiTuning -CredentialPath '$file'; Get-TunedModel" @{ ALL_PROXY = "http://user:S3cretPw@127.0.0.1:$($Proxy.Port)" }
        $words | Should -Match 'TokenUnavailable'
        $words | Should -Not -Match 'S3cretPw|not-a-real'
    }
}

Describe 'A key in a variable that should hold a path' {
    BeforeDiscovery {
        $json = '{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\nMIISECRETSECRET\n-----END PRIVATE KEY-----\n", "client_email": "a@b"}'
        $script:Values = @(
            @{ What = 'as JSON'; Value = $json }
            @{ What = 'in base64'; Value = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)) }
            @{ What = 'in quotes'; Value = "'$json'" }
            @{ What = 'as JSON that is long'; Value = $json -replace 'MIISECRETSECRET', ('MIISECRETSECRET' + 'a' * 3000) }
        )
    }

    It 'is not shown <What> in <Variable>' -ForEach @(
        foreach ($value in $Values) { $value + @{ Variable = 'GOOGLE_APPLICATION_CREDENTIALS' } }
        $Values[0] + @{ Variable = 'CLOUDSDK_CONFIG' }
        $Values[1] + @{ Variable = 'GEMINITUNING_CONFIG' }) {
        $words = Get-EveryWord 'Get-TunedModel; Get-GeminiTuningConnection' @{ $Variable = $Value }
        $words | Should -Match "CredentialFileRefused[\s\S]*$Variable|$Variable[\s\S]*CredentialFileRefused"
        $words | Should -Not -Match 'MIISECRET'
        $words | Should -Not -Match ([regex]::Escape($Value.Substring(20, 40)))
    }

    It 'is not shown in a parameter that should have a path: <Parameter>' -ForEach @{ Parameter = 'CredentialPath' }, @{ Parameter = 'ClientSecretPath' } {
        $secret = @{ $Parameter = '{"private_key": "MIISECRETSECRET"}' }
        $problem = { Connect-GeminiTuning @secret } | Should -Throw "*-$Parameter*" -ErrorId 'CredentialFileRefused,*' -PassThru
        "$($problem.Exception) $($problem | Format-List * -Force | Out-String -Width 2000)" | Should -Not -Match 'MIISECRET'
    }
}

Describe 'The address of an upload session' {
    It 'is not shown where the service quotes it' {
        $server = Open-Recorder {
            param($request)
            if ($request.Method -eq 'PUT') { return @{ Status = 400; Body = "{`"error`": {`"code`": 400, `"message`": `"Invalid request for $($request.Path) and $([uri]::EscapeDataString($request.Path))`"}}" } }
            if ($request.Path -match '^/upload/') {
                $context.Response.AddHeader('Location', "http://$($request.Headers['Host'])/up/se55ion-in-the-path-0042?token=T0ken-of-the-session-0042")
                return '{}'
            }
            @{ Status = 404; Body = '{"error": {"code": 404, "message": "no"}}' }
        }
        try {
            $env:STORAGE_EMULATOR_HOST = $server.Endpoint
            $connection = Connect-GeminiTuning -Vertex -Project p-1234 -Bucket my-bucket -Endpoint $server.Endpoint -MaximumRetryCount 0 -PassThru
            $words = try { 1..3 | ForEach-Object { [pscustomobject]@{ Input = "$_"; Output = 'b' } } | New-TunedModel -Connection $connection -Verbose *>&1 | Tee-Object -Variable said } catch { "$_ $($_.Exception) $($_.Exception | Format-List * -Force | Out-String -Width 2000)" }
            $words = "$said $words"
            $words | Should -Match 'Invalid request'
            $words | Should -Not -Match '0042'
        } finally {
            Close-Recorder $server
            $env:STORAGE_EMULATOR_HOST = $null
            Disconnect-GeminiTuning
        }
    }
}

Describe 'Control characters of the service' {
    It 'reach no terminal: in tables, lists, answers and errors' {
        $escape = '\u001b]0;owned\u0007\u001b[2J'
        $server = Open-Recorder ([scriptblock]::Create(@"
            param(`$request)
            if (`$request.Path -match 'generateContent') { return '{"candidates": [{"content": {"parts": [{"text": "$escape"}]}, "finishReason": "STOP"}]}' }
            if (`$request.Path -match 'tunedModels/bad') { return @{ Status = 400; Body = '{"error": {"code": 400, "message": "$escape"}}' } }
            '{"tunedModels": [{"name": "tunedModels/x", "displayName": "$escape", "description": "$escape", "state": "ACTIVE"}]}'
"@))
        try {
            Connect-GeminiTuning -Endpoint $server.Endpoint -MaximumRetryCount 0
            $shown = @(Get-TunedModel | Out-String; Get-TunedModel | Format-List * | Out-String; Invoke-TunedModel x q | Out-String; Invoke-TunedModel x q | Format-List | Out-String
                Get-TunedModel bad -ErrorAction SilentlyContinue -ErrorVariable problem; "$problem"; $problem | Format-List * -Force | Out-String) -join ''
            $shown | Should -Match 'owned'
            $shown -match "`e\]|`e\[2J|`a" | Should -BeFalse
            # What a script reads is what the model said.
            (Invoke-TunedModel x q).Text | Should -Be "`e]0;owned`a`e[2J"
        } finally {
            Close-Recorder $server
            Disconnect-GeminiTuning
        }
    }
}
