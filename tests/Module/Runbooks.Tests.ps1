# Runs the runbook of docs/runbooks.md unchanged, in a PowerShell process of its own, on both services: kills it at any
# point and starts it again.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Runbook = "$Repository/docs/examples/runbook.ps1"
    $script:Environment = @{}
    'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_VERTEX_BASE_URL', 'GOOGLE_GENAI_USE_ENTERPRISE', 'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION', 'GEMINITUNING_BUCKET', 'PSModulePath', 'GEMINITUNING_TEST_SECRET' |
        ForEach-Object { $Environment[$_] = [Environment]::GetEnvironmentVariable($_) }

    # The module where the script looks for it, and a vault that contains one secret.
    $modules = (New-Item -ItemType Directory "$TestDrive/modules").FullName
    Copy-Item (Resolve-Path $ModulePath).ProviderPath "$modules/GeminiTuning" -Recurse
    $null = New-Item -ItemType Directory "$modules/Microsoft.PowerShell.SecretManagement"
    Set-Content "$modules/Microsoft.PowerShell.SecretManagement/Microsoft.PowerShell.SecretManagement.psm1" @'
function Get-Secret {
    param([string] $Name)
    if ($Name -ne 'GeminiKey') { throw "The vault has no $Name." }
    $secret = [securestring]::new()
    $env:GEMINITUNING_TEST_SECRET.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    $secret
}
'@
    $env:PSModulePath = "$modules$([IO.Path]::PathSeparator)$env:PSModulePath"

    # Starts the emulator, and points the environment at the service under test. On Vertex AI, the emulator's project,
    # region and bucket are the defaults.
    function Open-Service([hashtable] $Arguments = @{}) {
        Stop-TuningEmulator
        $script:Emulator = Start-TuningEmulator @Arguments
        $env:GOOGLE_GEMINI_BASE_URL = $env:GOOGLE_VERTEX_BASE_URL = $Emulator.Endpoint
        $env:GOOGLE_GENAI_USE_VERTEXAI = $IsVertex ? 'true' : $null
    }

    function Get-CreateCount { $Emulator.Traffic.Methods.($IsVertex ? 'createTuningJob' : 'createTunedModel').Requests }
    function Get-ServiceConnection { Connect-GeminiTuning $Emulator.Endpoint -Vertex:$IsVertex -PassThru }

    function Open-Runbook([string[]] $Arguments, [string] $ExamplePath = $NumberCsv) {
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh')
        $start.WorkingDirectory = $Folder
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        '-NoProfile', '-NonInteractive', '-File', $Runbook, '-ExamplePath', $ExamplePath, '-Id', 'numbers' + $Arguments | ForEach-Object { $start.ArgumentList.Add($_) }
        [Diagnostics.Process]::Start($start)
    }

    function Invoke-Runbook([string[]] $Arguments, [string] $ExamplePath = $NumberCsv) {
        $process = Open-Runbook $Arguments $ExamplePath
        $output = $process.StandardOutput.ReadToEndAsync()
        $problem = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit(90000)) { $process.Kill($true); throw 'The runbook did not end.' }
        @{ Code = $process.ExitCode; Output = $output.Result; Error = $problem.Result }
    }

    # Runs it until the condition holds, and kills it then.
    function Invoke-KilledRunbook([string[]] $Arguments, [scriptblock] $When) {
        $process = Open-Runbook $Arguments
        $deadline = [datetime]::UtcNow.AddSeconds(60)
        while (-not (& $When) -and -not $process.HasExited -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        $process.HasExited | Should -BeFalse -Because 'it is to be killed in the middle'
        $process.Kill($true)
        $process.WaitForExit()
    }

    function Get-Log { Get-Content "$Folder/runbook-numbers/runbook.log" -Raw }
    function Get-Answer { Get-Content "$Folder/runbook-numbers/answers.jsonl" | ConvertFrom-Json }

    function Write-Prompt([object[]] $Prompt) {
        $path = Join-Path $Folder 'prompts.csv'
        $number = 0
        $Prompt | ForEach-Object { $number++; [pscustomobject]@{ id = "p$number"; prompt = "$_" } } | Export-Csv $path
        $path
    }
}

AfterAll {
    Stop-TuningEmulator
    $Environment.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Environment[$_]) }
}

Describe 'The runbook on <Service>' -ForEach @{ Service = 'the Gemini Developer API'; IsVertex = $false }, @{ Service = 'Vertex AI'; IsVertex = $true } {
    BeforeEach { $script:Folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([IO.Path]::GetRandomFileName()))).FullName }

    It 'tunes, sends the prompts, saves its progress, and has nothing left to do the second time' {
        Open-Service @{ TuningDurationSec = 0 }
        $prompts = Write-Prompt 'one', 'twenty two', '8'
        $run = Invoke-Runbook '-PromptPath', $prompts
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        $run.Output | Should -Match 'numbers ended with exit code 0'
        (Get-Answer).id | Should -Be 'p1', 'p2', 'p3'
        Get-Log | Should -Match 'VERBOSE: 3 responses, 0 refused, 0 left'
        Get-Content "$Folder/runbook-numbers/operation.txt" | Should -Match ($IsVertex ? '^projects/emulator/locations/us-central1/tuningJobs/\d+$' : '^tunedModels/numbers/operations/')
        $asked = $Emulator.Traffic.Methods.generateContent.Requests

        (Invoke-Runbook '-PromptPath', $prompts).Code | Should -Be 0
        $Emulator.Traffic.Methods.generateContent.Requests | Should -Be $asked
        @(Get-TunedModel -Connection (Get-ServiceConnection)).Count | Should -Be 1
    }

    It 'reads columns of any name' {
        Open-Service @{ TuningDurationSec = 0 }
        $examples, $prompts = "$Folder/tickets.csv", "$Folder/new-tickets.csv"
        1..20 | ForEach-Object { [pscustomobject]@{ answer = 'no'; text = "$_"; category = $_ % 2 ? 'odd' : 'even' } } | Export-Csv $examples
        1..3 | ForEach-Object { [pscustomobject]@{ number = "t$_"; question = 'no'; text = "$_" } } | Export-Csv $prompts
        $run = Invoke-Runbook '-InputProperty', 'text', '-OutputProperty', 'category', '-PromptPath', $prompts, '-PromptIdProperty', 'number' $examples
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error) $(Get-Log)"
        (Get-Answer).id | Should -Be 't1', 't2', 't3'
        (Get-Answer).answer | Should -BeIn 'odd', 'even'

        # The prompts may be in a column of another name than the inputs.
        1..3 | ForEach-Object { [pscustomobject]@{ number = "u$_"; text = 'no'; question = "$_" } } | Export-Csv $prompts
        (Invoke-Runbook '-InputProperty', 'text', '-PromptPath', $prompts, '-PromptProperty', 'question', '-PromptIdProperty', 'number' $examples).Code | Should -Be 0
        (Get-Answer).id | Should -Be 't1', 't2', 't3', 'u1', 'u2', 'u3'
    }

    It 'resumes a wait during which it was killed, and creates no second model' {
        Open-Service @{ TuningDurationSec = 8 }
        Invoke-KilledRunbook @() { Test-Path "$Folder/runbook-numbers/operation.txt" }
        $run = Invoke-Runbook @()
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        Get-Log | Should -Match "$($IsVertex ? 'tuningJobs/\d+' : 'tunedModels/numbers') \(numbers\) is Active, mean loss \d"
        Get-CreateCount | Should -Be 1
    }

    It 'finds the model when it was killed before it saved the operation''s name' {
        Open-Service @{ TuningDurationSec = 2 }
        $connection = Get-ServiceConnection
        $named = $IsVertex ? @{ Label = @{ runbook = 'numbers' } } : @{ Id = 'numbers' }
        $null = Import-Csv $NumberCsv | New-TunedModel @named -Connection $connection -WarningAction SilentlyContinue
        $run = Invoke-Runbook @()
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        Get-CreateCount | Should -Be 1
    }

    It 'sends each prompt once when it is killed in the middle' {
        Open-Service @{ TuningDurationSec = 0; Fault = 'slow:0.1s'; FaultRate = 1 }
        $prompts = Write-Prompt (1..80)
        $answers = "$Folder/runbook-numbers/answers.jsonl"
        Invoke-KilledRunbook '-PromptPath', $prompts { (Test-Path $answers) -and [IO.File]::ReadAllText($answers).Split("`n").Count -gt 10 }
        # What a kill in the middle of a write leaves behind.
        [IO.File]::AppendAllText($answers, '{"id":"p80","ans')
        $kept = [IO.File]::ReadAllText($answers).Split("`n").Count - 1
        $run = Invoke-Runbook '-PromptPath', $prompts
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        (Get-Answer).id | Sort-Object | Should -Be (1..80 | ForEach-Object { "p$_" } | Sort-Object)
        # Only the prompts that were in progress at the kill are sent twice: those of -ThrottleLimit, and as many that wait to be written.
        $Emulator.Traffic.Methods.generateContent.Requests | Should -BeLessOrEqual (80 + 2 * 16)
        Get-Log | Should -Match "Attempt 1: $(80 - $kept) prompts"
        Get-Log | Should -Match 'WARNING: Dropped from'
    }

    It 'ends with exit code 2 on a timeout, and with 0 in a later run' {
        Open-Service @{ TuningDurationSec = 6 }
        $run = Invoke-Runbook '-TimeoutSec', '1'
        $run.Code | Should -Be 2 -Because "$($run.Output) $($run.Error)"
        Get-Log | Should -Match 'ERROR TuningStillRunning: .* is still running after 1 second'
        (Invoke-Runbook @()).Code | Should -Be 0
        Get-CreateCount | Should -Be 1
    }

    It 'ends with exit code 1 when a prompt is blocked, and names the prompt in the log' {
        Open-Service @{ TuningDurationSec = 0 }
        $run = Invoke-Runbook '-PromptPath', (Write-Prompt 'one', 'EMULATOR_BLOCK_PROMPT', '8')
        $run.Code | Should -Be 1
        (Get-Answer).id | Should -Be 'p1', 'p3'
        Get-Log | Should -Match 'WARNING: p2: PromptBlocked'
    }

    It 'ends with exit code 1 when there is no credential' {
        Open-Service
        $env:GOOGLE_GEMINI_BASE_URL = $env:GOOGLE_VERTEX_BASE_URL = $null
        $run = Invoke-Runbook @()
        $run.Code | Should -Be 1
        Get-Log | Should -Match 'ERROR NotConnected'
    }
}

Describe 'The runbook' -ForEach @{ IsVertex = $false } {
    BeforeEach { $script:Folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([IO.Path]::GetRandomFileName()))).FullName }

    It 'sends a failed prompt again in the same run' {
        # First a model without faults. Then the same model with faults: the requests of -Verify and of the wait succeed,
        # two prompts fail.
        $data = Join-Path $Folder 'models'
        Open-Service @{ TuningDurationSec = 0; DataPath = $data }
        (Invoke-Runbook @()).Code | Should -Be 0
        $port = $Emulator.Endpoint.Port
        Open-Service @{ DataPath = $data; Fault = @('none') * 2 + @('503') * 2; Port = $port }
        $run = Invoke-Runbook '-PromptPath', (Write-Prompt 'one', 'three', 'seven'), '-RetryCount', '0'
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error) $(Get-Log)"
        (Get-Answer).Count | Should -Be 3
        Get-Log | Should -Match 'ServiceFailed'
        Get-Log | Should -Match 'Attempt 2: \d prompts'
    }

    It 'takes its key from the vault, and writes it nowhere' {
        Open-Service @{ TuningDurationSec = 0 }
        $env:GEMINITUNING_TEST_SECRET = "a-secret-$([guid]::NewGuid().ToString('N'))"
        $run = Invoke-Runbook '-SecretName', 'GeminiKey'
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error) $(Get-Log)"
        $written = $run.Output + $run.Error + (Get-ChildItem "$Folder/runbook-numbers" | Get-Content -Raw)
        $written | Should -Not -Match $env:GEMINITUNING_TEST_SECRET
    }

    It 'refuses an ID that one of the services would refuse: <_>' -ForEach 'Numbers', '1numbers', 'numbers-', 'num_bers', ('n' * 41) {
        $path = $Runbook
        { & $path -ExamplePath $NumberCsv -Id $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe 'The page about runbooks' -ForEach @{ IsVertex = $true } {
    It 'has a workflow for GitHub Actions that tunes on Vertex AI and sends the prompts' {
        $page = [IO.File]::ReadAllText("$Repository/docs/runbooks.md").Replace("`r`n", "`n")
        $workflow = [regex]::Match($page, '(?s)```yaml\n(.*?)\n```').Groups[1].Value
        $variables = [regex]::Matches([regex]::Match($workflow, '(?ms)^        env:\n(.*?)^        run:').Groups[1].Value, '(?m)^ +(\w+): ''?(.+?)''?$')
        $variables.ForEach({ $_.Groups[1].Value }) | Should -Be 'GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION', 'GEMINITUNING_BUCKET'
        $script = [regex]::Match($workflow, '(?ms)^        run: \|\n(.*?)^      - ').Groups[1].Value -replace '(?m)^ {10}' -replace './modules/GeminiTuning', (Resolve-Path $ModulePath).ProviderPath

        # The checkout: the runbook, and files with columns of any name.
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'checkout')).FullName
        Copy-Item $Runbook $folder
        1..20 | ForEach-Object { [pscustomobject]@{ text = "$_"; category = $_ % 2 ? 'odd' : 'even' } } | Export-Csv "$folder/tickets.csv"
        1..3 | ForEach-Object { [pscustomobject]@{ id = "t$_"; text = "$_" } } | Export-Csv "$folder/new-tickets.csv"
        Open-Service @{ TuningDurationSec = 0 }
        $variables.ForEach({ [Environment]::SetEnvironmentVariable($_.Groups[1].Value, $_.Groups[2].Value) })
        Set-Content "$folder/step.ps1" $script
        Push-Location $folder
        try { $output = pwsh -NoProfile -NonInteractive -File step.ps1 2>&1 | Out-String } finally { Pop-Location }
        $LASTEXITCODE | Should -Be 0 -Because $output
        Get-Content "$folder/runbook-ticket-sorter/answers.jsonl" | ConvertFrom-Json | ForEach-Object id | Should -Be 't1', 't2', 't3'
        Get-Content "$folder/runbook-ticket-sorter/operation.txt" | Should -BeLike 'projects/my-project/locations/us-central1/tuningJobs/*'
    }

    It 'uses only parameters that the script has' {
        $page = [IO.File]::ReadAllText("$Repository/docs/runbooks.md")
        $parameters = (Get-Command $Runbook).Parameters.Keys
        $lines = @(
            [regex]::Matches($page, '(?m)runbook\.ps1 (-.*?)$').ForEach({ $_.Groups[1].Value })
            # Those that are splatted.
            [regex]::Matches($page, '(?ms)^\$parameters = @\{(.*?)^\}').ForEach({ $_.Groups[1].Value -replace '(?m)^\s*(?=\w+ *=)', ' -' })
        )
        $lines.Count | Should -BeGreaterThan 3
        foreach ($line in $lines) {
            [regex]::Matches($line, '(?<= |^)-(\w+)').ForEach({ $_.Groups[1].Value }) | Where-Object { $_ -notin $parameters } | Should -BeNullOrEmpty -Because $line
        }
    }

    It 'lists the exit codes of the script' {
        $page = [IO.File]::ReadAllText("$Repository/docs/runbooks.md")
        0..2 | ForEach-Object { $page | Should -Match "(?m)^\| $_ \|" }
    }
}
