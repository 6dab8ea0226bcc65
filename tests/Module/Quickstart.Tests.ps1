BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'The quickstart' {
    It 'tunes, shows the loss by epoch and asks, with its output redirected' {
        $output = Invoke-FreshShell "& '$Repository/docs/examples/quickstart.ps1' -Prompt '1', 'twenty two'" | Out-String
        $output | Should -Match 'Name\s+: tunedModels/number-generator-'
        $output | Should -Match 'State\s+: Active'
        $output | Should -Match 'step 38, epoch 5, mean loss'
        [regex]::Matches($output, '(?m)^\s+[1-5]\s+[78]\s+\d+\.\d+').Count | Should -Be 5
        $output | Should -Match '(?m)^1\s+\S'
        $output | Should -Match '(?m)^twenty two\s+\S'
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

    It 'runs through Core with the .NET SDK alone' -Skip:(-not ((Get-Command dotnet -ErrorAction Ignore) -and (dotnet --list-sdks) -match '^(1\d|[2-9]\d)\.')) {
        $output = dotnet run "$Repository/docs/examples/quickstart.cs" 2>&1 | Out-String
        $LASTEXITCODE | Should -Be 0
        $output | Should -Match 'tunedModels/number-generator-\S+: 38 steps'
        $output | Should -Match '100.00 %  step 38, epoch 5'
        $output | Should -Match 'LXIII -> \S'
    }
}
