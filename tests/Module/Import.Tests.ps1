BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Importing the module' {
    It 'exports its cmdlets and nothing else' {
        $module = Get-Module GeminiTuning
        $manifest = Import-PowerShellDataFile "$ModuleFolder/GeminiTuning.psd1"
        @($module.ExportedCmdlets.Keys | Sort-Object) | Should -Be @($manifest.CmdletsToExport | Sort-Object)
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
    }

    It 'has a manifest that PowerShell finds valid' {
        (Test-ModuleManifest "$ModuleFolder/GeminiTuning.psd1").Version | Should -Be (Get-Module GeminiTuning).Version
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
        $other = Get-TestAssembly NewtonsoftModule
        $other | Should -Not -BeNullOrEmpty
        $ours = "Import-Module '$ModulePath'; Connect-GeminiTuning -Emulator; (Get-TuningBaseModel).Count"
        $theirs = "Import-Module '$other'; 'x' | ConvertTo-OldJson"
        $script = if ($First) { "$theirs; $ours; 'y' | ConvertTo-OldJson" } else { "$ours; $theirs; (Get-TuningBaseModel).Count" }
        $output = pwsh -NoProfile -NonInteractive -Command $script 2>&1
        $expected = if ($First) { '12: "x"', '1', '12: "y"' } else { '1', '12: "x"', '1' }
        $output | ForEach-Object { "$_" } | Should -Be $expected
    }

    It 'works beside a module with an older Google.Apis.Auth, imported <Order>' -TestCases @(
        @{ Order = 'before'; First = $true }
        @{ Order = 'after'; First = $false }
    ) {
        $other = Get-TestAssembly GoogleAuthModule
        $other | Should -Not -BeNullOrEmpty
        $google = Open-Google
        try {
            $file = Join-Path $TestDrive 'robot.json'
            Set-Content $file $google.Files.ServiceAccountFile($false)
            $ours = "Import-Module '$ModulePath'; Connect-GeminiTuning -CredentialPath '$file' -Endpoint $($google.Address); (Get-TunedModel).Name"
            $theirs = "Import-Module '$other'; Get-OldToken"
            $script = if ($First) { "$theirs; $ours; Get-OldToken" } else { "$ours; $theirs; (Get-TunedModel).Name" }
            $versions = "[AppDomain]::CurrentDomain.GetAssemblies().GetName().Where{ `$_.Name -eq 'Google.Apis.Auth' }.Version.ForEach{ `$_.ToString(2) } | Sort-Object"
            $output = pwsh -NoProfile -NonInteractive -Command "$script; $versions" 2>&1
            $expected = if ($First) { '1.68: a-made-up-token', 'tunedModels/one', '1.68: a-made-up-token' } else { 'tunedModels/one', '1.68: a-made-up-token', 'tunedModels/one' }
            $output | ForEach-Object { "$_" } | Should -Be ($expected + '1.68' + '1.78')
        } finally { $google.Dispose() }
    }

    It 'loads none of Google''s libraries for <Way>' -TestCases @(
        @{ Way = 'the emulator'; Connect = 'Connect-GeminiTuning -Emulator' }
        @{ Way = 'a key'; Connect = "Connect-GeminiTuning -ApiKey (ConvertTo-SecureString key -AsPlainText)" }
        @{ Way = 'a token'; Connect = "Connect-GeminiTuning -AccessToken (ConvertTo-SecureString token -AsPlainText)" }
    ) {
        Invoke-FreshShell "$Connect; [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -like 'Google*'" | Should -BeNullOrEmpty
    }

    It 'loads Google''s libraries, and the Newtonsoft.Json that they bring, into the context of their own' {
        $google = Open-Google
        try {
            $file = Join-Path $TestDrive 'robot.json'
            Set-Content $file $google.Files.ServiceAccountFile($false)
            $contexts = Invoke-FreshShell @"
Connect-GeminiTuning -CredentialPath '$file' -Endpoint $($google.Address) -Verify
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -like 'Google.Apis*' -or `$_.Location -like '*Adapters*' } |
    ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name } | Sort-Object -Unique
"@
            $contexts | Should -Be 'GeminiTuning.Adapters'
            "$ModuleFolder/Newtonsoft.Json.dll" | Should -Not -Exist
        } finally { $google.Dispose() }
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
