BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'The quickstart' {
    It 'tunes, shows the loss by epoch and asks, with its output redirected' {
        $output = Invoke-FreshShell "& '$Repository/docs/examples/quickstart.ps1' -Prompt '1', 'twenty two'" | Out-String
        $output | Should -Match 'Name\s+: tunedModels/number-generator-'
        $output | Should -Match 'State\s+: Active'
        $output | Should -Match 'step 19, epoch 5, mean loss'
        [regex]::Matches($output, '(?m)^\s+([1-5])\s+\d+\s+\d+\.\d+').ForEach({ $_.Groups[1].Value }) | Should -Be (1..5)
        $output | Should -Match '(?m)^1\s+\S'
        $output | Should -Match '(?m)^twenty two\s+\S'
    }

    It 'gives the same types and views on Vertex AI, when the one line that connects is another' {
        $script = Get-Content "$Repository/docs/examples/quickstart.ps1" -Raw
        $connect = '(?m)^Connect-GeminiTuning -Emulator(?=\r?$)'
        [regex]::Matches($script, $connect).Count | Should -Be 1
        Set-Content "$TestDrive/vertex.ps1" ($script -replace $connect, 'Connect-GeminiTuning -Emulator -Vertex')
        Copy-Item $NumberCsv $TestDrive
        $gemini, $vertex = foreach ($path in "$Repository/docs/examples/quickstart.ps1", "$TestDrive/vertex.ps1") {
            # What is to be shown is told by its type first.
            $lines = Invoke-FreshShell @"
                function Format-List { `$all = @(`$input); `$all.ForEach({ "type `$(`$_.GetType().FullName)" }); `$all | Microsoft.PowerShell.Utility\Format-List @args }
                function Format-Table { `$all = @(`$input); `$all.ForEach({ "type `$(`$_.GetType().FullName)" }); `$all | Microsoft.PowerShell.Utility\Format-Table @args }
                `$null = Start-TuningEmulator -TuningDurationSec 0
                & '$path' -Prompt '1', 'twenty two' 3>`$null
"@ | Out-String -Stream
            @{
                Types   = @($lines -match '^type ')
                Labels  = @($lines | ForEach-Object { if ($_ -match '^(\w+) +: ') { $Matches[1] } })
                Columns = @($lines | ForEach-Object { if ($_ -match '^(\w+) +\w+( +\w+)*\s*$' -and $_ -notmatch '\d') { $_.Trim() -replace ' +', ' ' } })
                Epochs  = @($lines | ForEach-Object { if ($_ -match '^ +(\d+) +\d+ +\d[\d.]+') { $Matches[0] } })
                Answers = @($lines -match '^(1|twenty two) +\S')
            }
        }
        $gemini.Types | Select-Object -Unique | Should -Be 'type GeminiTuning.TunedModel', 'type System.Management.Automation.PSCustomObject', 'type GeminiTuning.TunedModelResponse'
        $vertex.Types | Should -Be $gemini.Types
        # Vertex AI has some more to tell of a model.
        $vertex.Labels | Where-Object { $_ -in $gemini.Labels } | Should -Be $gemini.Labels
        $vertex.Columns | Should -Be $gemini.Columns
        $gemini.Columns | Should -Contain 'Epoch LastStep MeanLoss'
        $vertex.Epochs | Should -Be $gemini.Epochs
        $vertex.Answers.Count | Should -Be 2
        $vertex.Answers | Should -Be $gemini.Answers
    }

    It 'shows a progress bar' {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; & '$Repository/docs/examples/quickstart.ps1' 3>`$null").Invoke()
            $bar = @($shell.Streams.Progress | Where-Object Activity -like 'Tuning number-generator-*')
            $bar.PercentComplete | Where-Object { $_ -gt 0 -and $_ -lt 100 } | Should -Not -BeNullOrEmpty
            $bar[-1].RecordType | Should -Be 'Completed'
            $shell.Streams.Error | Should -BeNullOrEmpty
        } finally { $shell.Dispose() }
    }

    It 'runs through Core with the .NET SDK alone' {
        $output = Invoke-Exclusive { dotnet run "$Repository/docs/examples/quickstart.cs" 2>&1 | Out-String }
        $LASTEXITCODE | Should -Be 0 -Because $output
        $output | Should -Match 'tunedModels/number-generator-\S+: 38 steps'
        $output | Should -Match '100.00 %  step 38, epoch 5'
        $output | Should -Match 'LXIII -> \S'
    }
}
