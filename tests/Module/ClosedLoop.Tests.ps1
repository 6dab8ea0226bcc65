# Runs the closed loop of docs/examples unchanged, in a PowerShell process of its own, on both services: to its end, again,
# and after it was killed.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Loop = "$Repository/docs/examples/closed-loop.ps1"
    $script:Environment = @{}
    'GOOGLE_GEMINI_BASE_URL', 'GOOGLE_VERTEX_BASE_URL', 'GOOGLE_GENAI_USE_VERTEXAI', 'PSModulePath', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION', 'GEMINITUNING_BUCKET' |
        ForEach-Object { $Environment[$_] = [Environment]::GetEnvironmentVariable($_) }
    $modules = (New-Item -ItemType Directory "$TestDrive/modules").FullName
    Copy-Item (Resolve-Path $ModulePath).ProviderPath "$modules/GeminiTuning" -Recurse
    $env:PSModulePath = "$modules$([IO.Path]::PathSeparator)$env:PSModulePath"

    # Texts of random words, of which two decide the class, so that they aren't near-duplicates.
    function Write-Example([string] $Path) {
        $words = [ordered]@{
            account = 'password', 'login', 'username', 'mail', 'profile', 'access', 'token', 'badge', 'lockout', 'session'
            billing = 'invoice', 'payment', 'refund', 'price', 'receipt', 'bank', 'amount', 'charge', 'tax', 'discount'
            hardware = 'screen', 'keyboard', 'mouse', 'printer', 'cable', 'monitor', 'battery', 'fan', 'speaker', 'charger'
        }
        $others = 'monday', 'office', 'urgent', 'please', 'again', 'customer', 'team', 'yesterday', 'cannot', 'broken', 'wrong', 'missing', 'lost', 'late', 'strange', 'window', 'floor', 'phone', 'meeting', 'report'
        $random = [Random]::new(7)
        $rows = foreach ($number in 0..99) {
            $class = @($words.Keys)[$number % 3]
            $text = @(1..2 | ForEach-Object { $words[$class][$random.Next(10)] }) + @(1..4 | ForEach-Object { $others[$random.Next(20)] })
            [pscustomobject]@{ ticket = ($text | Sort-Object { $random.Next() }) -join ' '; team = $class }
        }
        # One row is there twice.
        $rows + $rows[0] | Export-Csv $Path
    }

    function Open-Service([double] $TuningDurationSec = 0) {
        Stop-TuningEmulator
        $script:Emulator = Start-TuningEmulator -TuningDurationSec $TuningDurationSec
        $env:GOOGLE_GEMINI_BASE_URL = $env:GOOGLE_VERTEX_BASE_URL = $Emulator.Endpoint
        $env:GOOGLE_GENAI_USE_VERTEXAI = $IsVertex ? 'true' : $null
        $script:Connection = Connect-GeminiTuning $Emulator.Endpoint -Vertex:$IsVertex -PassThru
        Write-Example "$Folder/tickets.csv"
    }
    function Get-CreateCount { [int] $Emulator.Traffic.Methods.($IsVertex ? 'createTuningJob' : 'createTunedModel').Requests }

    function Open-Loop([string[]] $Arguments) {
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh')
        $start.WorkingDirectory = $Folder
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        '-NoProfile', '-NonInteractive', '-File', $Loop, 'tickets.csv', 'ticket sorter', '-InputProperty', 'ticket', '-OutputProperty', 'team' + $Arguments | ForEach-Object { $start.ArgumentList.Add($_) }
        [Diagnostics.Process]::Start($start)
    }
    function Invoke-Loop([string[]] $Arguments) {
        $process = Open-Loop $Arguments
        $output, $problem = $process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit(180000)) { $process.Kill($true); throw 'The script did not end.' }
        @{ Code = $process.ExitCode; Output = $output.Result; Error = $problem.Result }
    }
    function Get-Choice { Get-Content "$Folder/closed-loop-ticket-sorter/choice.json" -Raw | ConvertFrom-Json }
}
AfterAll {
    Stop-TuningEmulator
    $Environment.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Environment[$_]) }
}

Describe 'The closed loop on <Service>' -ForEach @{ Service = 'Vertex AI'; IsVertex = $true }, @{ Service = 'the Gemini Developer API'; IsVertex = $false } {
    BeforeEach { $script:Folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([IO.Path]::GetRandomFileName()))).FullName }

    It 'tunes, measures, chooses, proves, reports, keeps the best model, and has nothing left to do the second time' {
        Open-Service
        $run = Invoke-Loop
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        Get-CreateCount | Should -Be 3
        $choice = Get-Choice
        $choice.Accuracy | Should -BeGreaterThan 0.5
        $choice.Summary | Should -BeLike 'ticket sorter, epochs * is better than *'
        $choice.Others.Count | Should -Be 2
        $left = @(Get-TunedModel -Connection $Connection)
        $left.Name | Should -Be $choice.Model
        if ($IsVertex) { $left.DefaultCheckpointId | Should -Be $choice.Checkpoint }
        $report = Get-Content "$Folder/closed-loop-ticket-sorter/report.html" -Raw
        $report | Should -BeLike '*ticket sorter, epochs 1*'
        $run.Output | Should -Match 'AccuracyInterval'
        $asked = $Emulator.Traffic.Methods.generateContent.Requests

        $again = Invoke-Loop
        $again.Code | Should -Be 0 -Because "$($again.Output) $($again.Error)"
        $again.Output | Should -Match ([regex]::Escape("$($choice.Accuracy)".Substring(0, 4)))
        Get-CreateCount | Should -Be 3
        $Emulator.Traffic.Methods.generateContent.Requests | Should -Be $asked
        @(Get-TunedModel -Connection $Connection).Name | Should -Be $choice.Model
    }

    It 'continues after it was killed while it waited, and starts no job twice' {
        Open-Service 2
        $process = Open-Loop
        $deadline = [datetime]::UtcNow.AddSeconds(120)
        while ((Get-CreateCount) -lt 3 -and -not $process.HasExited -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        $process.HasExited | Should -BeFalse -Because 'it is to be killed in the middle'
        $process.Kill($true)
        $process.WaitForExit()
        $run = Invoke-Loop
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        Get-CreateCount | Should -Be 3
        @(Get-TunedModel -Connection $Connection).Name | Should -Be (Get-Choice).Model
    }

    It 'completes the removal after it was interrupted there' {
        Open-Service
        $null = Invoke-Loop '-EpochCount', '1'
        $choice = Get-Choice
        # As if the run had ended after it had saved its choice.
        $other = Import-TuningExample "$Folder/tickets.csv" -InputProperty ticket -OutputProperty team | New-TunedModel other -EpochCount 1 -Connection $Connection -WarningAction SilentlyContinue | Wait-TuningOperation -Connection $Connection
        $choice.Others = @($other.Name, $other.Name)
        $choice | ConvertTo-Json | Set-Content "$Folder/closed-loop-ticket-sorter/choice.json"
        (Invoke-Loop '-EpochCount', '1').Code | Should -Be 0
        @(Get-TunedModel -Connection $Connection).Name | Should -Be $choice.Model
    }

    It 'shows with -WhatIf what it would do, and does nothing' {
        Open-Service
        $run = Invoke-Loop '-WhatIf'
        $run.Code | Should -Be 0 -Because "$($run.Output) $($run.Error)"
        $run.Output | Should -Match 'Tune 3 models on tickets\.csv, and keep the best'
        Get-CreateCount | Should -Be 0
        Test-Path "$Folder/closed-loop-ticket-sorter" | Should -BeFalse
    }
}

Describe 'The closed loop with a bad dataset' {
    It 'shows the check and ends before anything is tuned' {
        $IsVertex = $true
        $script:Folder = (New-Item -ItemType Directory (Join-Path $TestDrive bad)).FullName
        Open-Service
        Set-Content "$Folder/tickets.csv" 'ticket,team', 'a,b', ',c'
        $run = Invoke-Loop
        $run.Code | Should -Be 1
        $run.Output | Should -Match 'Error: Empty'
        $run.Error | Should -Match 'would refuse'
        Get-CreateCount | Should -Be 0
    }
}
