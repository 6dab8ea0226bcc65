BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Importing the module' {
    It 'exports its cmdlets and nothing else' {
        $module = Get-Module GeminiTuning
        $manifest = Import-PowerShellDataFile "$ModulePath/GeminiTuning.psd1"
        @($module.ExportedCmdlets.Keys | Sort-Object) | Should -Be @($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'has a manifest that PowerShell finds valid' {
        (Test-ModuleManifest "$ModulePath/GeminiTuning.psd1").Version | Should -Be (Get-Module GeminiTuning).Version
    }

    It 'exports every cmdlet that the assembly has' {
        $assembly = (Get-Command New-TunedModel).ImplementingType.Assembly
        $types = $assembly.GetExportedTypes() | Where-Object { -not $_.IsAbstract -and [Management.Automation.Cmdlet].IsAssignableFrom($_) }
        @($types).Count | Should -Be (Get-Module GeminiTuning).ExportedCmdlets.Count
    }

    It 'lets a script write an example as a type literal' {
        $example = [GeminiTuning.TuningExample]@{ TextInput = '1'; Output = '2' }
        $example.TextInput | Should -Be '1'
        $example.Output | Should -Be '2'
    }

    It 'loads no third-party library until a connection needs one' {
        $loaded = Invoke-FreshShell '[AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match "^(Polly|Google|GeminiTuning.Adapters|GeminiTuning.Emulator)"'
        $loaded | Should -BeNullOrEmpty
    }

    It 'keeps third-party libraries in a load context of their own' {
        $contexts = Invoke-FreshShell @'
Connect-GeminiTuning -Emulator
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'Polly.Core', 'GeminiTuning.Adapters' } |
    ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }
'@
        $contexts | Should -Be @('GeminiTuning.Adapters', 'GeminiTuning.Adapters')
    }

    It 'works beside a module with another Newtonsoft.Json, imported <Order>' -TestCases @(
        @{ Order = 'before'; First = $true }
        @{ Order = 'after'; First = $false }
    ) {
        $other = Get-ChildItem "$Repository/tests/NewtonsoftModule/bin" -Recurse -Filter NewtonsoftModule.dll | Sort-Object LastWriteTime | Select-Object -Last 1
        $other | Should -Not -BeNullOrEmpty
        $ours = "Import-Module '$ModulePath'; Connect-GeminiTuning -Emulator; (Get-TuningBaseModel).Count"
        $theirs = "Import-Module '$($other.FullName)'; 'x' | ConvertTo-OldJson"
        $script = if ($First) { "$theirs; $ours; 'y' | ConvertTo-OldJson" } else { "$ours; $theirs; (Get-TuningBaseModel).Count" }
        $output = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $script 2>&1
        $expected = if ($First) { '12: "x"', '1', '12: "y"' } else { '1', '12: "x"', '1' }
        $output | ForEach-Object { "$_" } | Should -Be $expected
    }

    It 'stops the emulator and closes the connection when it is removed' {
        $output = Invoke-FreshShell @'
$address = (Start-TuningEmulator).Endpoint
Remove-Module GeminiTuning
$client = [Net.Sockets.TcpClient]::new()
try { $client.Connect($address.Host, $address.Port); 'open' } catch { 'closed' }
'@
        $output | Should -Be 'closed'
    }
}
