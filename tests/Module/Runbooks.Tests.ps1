# The runbook of docs/runbooks.md, run as it stands in a PowerShell of its own: killed in the middle, and started again.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Runbook = "$Repository/docs/examples/runbook.ps1"
    $script:Environment = @{}
    'GOOGLE_GEMINI_BASE_URL', 'PSModulePath', 'GEMINITUNING_TEST_SECRET' | ForEach-Object { $Environment[$_] = [Environment]::GetEnvironmentVariable($_) }

    # The module where the script looks for it, and a vault with one secret.
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

    function Open-Service([hashtable] $Arguments = @{}) {
        Stop-TuningEmulator
        $script:Emulator = Start-TuningEmulator @Arguments
        $env:GOOGLE_GEMINI_BASE_URL = $Emulator.Endpoint
    }

    function Open-Runbook([string[]] $Arguments) {
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh')
        $start.WorkingDirectory = $Folder
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        '-NoProfile', '-NonInteractive', '-File', $Runbook, '-ExamplePath', $NumberCsv, '-Id', 'numbers' + $Arguments | ForEach-Object { $start.ArgumentList.Add($_) }
        [Diagnostics.Process]::Start($start)
    }

    function Invoke-Runbook([string[]] $Arguments) {
        $process = Open-Runbook $Arguments
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

Describe 'The runbook' {
    BeforeEach { $script:Folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([IO.Path]::GetRandomFileName()))).FullName }

    It 'tunes, asks, keeps what it did, and has nothing left to do the second time' {
        Open-Service @{ TuningDurationSec = 0 }
        $prompts = Write-Prompt 'one', 'twenty two', '8'
        $run = Invoke-Runbook '-PromptPath', $prompts
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        $run.Output | Should -Match 'numbers ended with 0'
        (Get-Answer).id | Should -Be 'p1', 'p2', 'p3'
        Get-Log | Should -Match 'VERBOSE: 3 answers, 0 refused, 0 left'
        Get-Content "$Folder/runbook-numbers/operation.txt" | Should -Match '^tunedModels/numbers/operations/'
        $asked = $Emulator.Traffic.Methods.generateContent.Requests

        (Invoke-Runbook '-PromptPath', $prompts).Code | Should -Be 0
        $Emulator.Traffic.Methods.generateContent.Requests | Should -Be $asked
        @(Get-TunedModel -Connection (Connect-GeminiTuning $Emulator.Endpoint -PassThru)).Count | Should -Be 1
    }

    It 'picks up a wait in which it was killed, and makes no second model' {
        Open-Service @{ TuningDurationSec = 8 }
        Invoke-KilledRunbook @() { Test-Path "$Folder/runbook-numbers/operation.txt" }
        $run = Invoke-Runbook @()
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        Get-Log | Should -Match 'tunedModels/numbers is Active, with a mean loss of \d'
        $Emulator.Traffic.Methods.createTunedModel.Requests | Should -Be 1
    }

    It 'finds the model where it was killed before it kept the operation''s name' {
        Open-Service @{ TuningDurationSec = 2 }
        $connection = Connect-GeminiTuning $Emulator.Endpoint -PassThru
        $null = Import-Csv $NumberCsv | New-TunedModel -Id numbers -Connection $connection -WarningAction SilentlyContinue
        $run = Invoke-Runbook @()
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        $Emulator.Traffic.Methods.createTunedModel.Requests | Should -Be 1
    }

    It 'asks each prompt''s answer once, over a kill in the middle of the batch' {
        Open-Service @{ TuningDurationSec = 0; Fault = 'slow:0.1s'; FaultRate = 1 }
        $prompts = Write-Prompt (1..80)
        $answers = "$Folder/runbook-numbers/answers.jsonl"
        Invoke-KilledRunbook '-PromptPath', $prompts { (Test-Path $answers) -and [IO.File]::ReadAllText($answers).Split("`n").Count -gt 10 }
        # As a kill in the middle of a write would leave it.
        [IO.File]::AppendAllText($answers, '{"id":"p80","ans')
        $kept = [IO.File]::ReadAllText($answers).Split("`n").Count - 1
        $run = Invoke-Runbook '-PromptPath', $prompts
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        (Get-Answer).id | Sort-Object | Should -Be (1..80 | ForEach-Object { "p$_" } | Sort-Object)
        # What was under way when it was killed was asked twice, and no more.
        $Emulator.Traffic.Methods.generateContent.Requests | Should -BeLessOrEqual (80 + 10)
        Get-Log | Should -Match "Attempt 1: $(80 - $kept) prompts"
        Get-Log | Should -Match 'WARNING: Dropped from'
    }

    It 'asks a failed prompt again by its TargetObject, in the same run' {
        # A model that is there; then the same one, behind faults: -Verify and the operation are answered, two prompts are not.
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

    It 'ends with 2 when the time to wait is over, and with 0 in a later run' {
        Open-Service @{ TuningDurationSec = 6 }
        $run = Invoke-Runbook '-TimeoutSec', '1'
        $run.Code | Should -Be 2 -Because "$($run.Output) $($run.Error)"
        Get-Log | Should -Match 'ERROR TuningStillRunning: .* is still running after 1 second'
        (Invoke-Runbook @()).Code | Should -Be 0
        $Emulator.Traffic.Methods.createTunedModel.Requests | Should -Be 1
    }

    It 'ends with 1 where a prompt is refused for good, and names it in the log' {
        Open-Service @{ TuningDurationSec = 0 }
        $run = Invoke-Runbook '-PromptPath', (Write-Prompt 'one', 'EMULATOR_BLOCK_PROMPT', '8')
        $run.Code | Should -Be 1
        (Get-Answer).id | Should -Be 'p1', 'p3'
        Get-Log | Should -Match 'WARNING: p2: PromptBlocked'
    }

    It 'ends with 1 where there is nobody to sign in' {
        $env:GOOGLE_GEMINI_BASE_URL = $null
        $run = Invoke-Runbook @()
        $run.Code | Should -Be 1
        Get-Log | Should -Match 'ERROR NotConnected'
    }

    It 'takes its key from the vault, and writes it nowhere' {
        Open-Service @{ TuningDurationSec = 0 }
        $env:GEMINITUNING_TEST_SECRET = "a-secret-$([guid]::NewGuid().ToString('N'))"
        $run = Invoke-Runbook '-SecretName', 'GeminiKey'
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error) $(Get-Log)"
        $written = $run.Output + $run.Error + (Get-ChildItem "$Folder/runbook-numbers" | Get-Content -Raw)
        $written | Should -Not -Match $env:GEMINITUNING_TEST_SECRET
    }
}

Describe 'The page of runbooks' {
    It 'names parameters that the script has' {
        $page = [IO.File]::ReadAllText("$Repository/docs/runbooks.md")
        $parameters = (Get-Command $Runbook).Parameters.Keys
        $lines = [regex]::Matches($page, '(?m)runbook\.ps1 (-.*?)$').ForEach({ $_.Groups[1].Value })
        $lines.Count | Should -BeGreaterThan 3
        foreach ($line in $lines) {
            [regex]::Matches($line, '(?<= |^)-(\w+)').ForEach({ $_.Groups[1].Value }) | Where-Object { $_ -notin $parameters } | Should -BeNullOrEmpty -Because $line
        }
    }

    It 'has the exit codes of the script' {
        $page = [IO.File]::ReadAllText("$Repository/docs/runbooks.md")
        0..2 | ForEach-Object { $page | Should -Match "(?m)^\| $_ \|" }
    }
}
