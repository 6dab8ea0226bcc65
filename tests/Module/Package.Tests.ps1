# The package as it goes to a gallery, and the module as it comes out of it.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $copy = if ($env:GEMINITUNING_PACKAGE) {
        [pscustomobject]@{ Package = $env:GEMINITUNING_PACKAGE; Module = $env:GEMINITUNING_MODULE }
    } else { Invoke-Exclusive { & "$PSScriptRoot/Install-Package.ps1" -Path "$TestDrive/installed" } }
    $script:Package = $copy.Package
    $script:Modules = Split-Path $copy.Module
    $script:Installed = (Get-Item "$($copy.Module)/*").FullName
    $script:Manifest = Import-PowerShellDataFile "$Installed/GeminiTuning.psd1"

    # What a package holds: path and SHA-256 of each entry.
    function Read-Package([string] $Path) {
        $zip = [IO.Compression.ZipFile]::OpenRead($Path)
        try {
            $entries = [ordered]@{}
            foreach ($entry in $zip.Entries | Sort-Object FullName -Culture '') {
                $stream = $entry.Open()
                try { $entries[$entry.FullName] = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData($stream)) } finally { $stream.Dispose() }
            }
            $entries
        } finally { $zip.Dispose() }
    }

    # Packs the module as build.ps1 does. Analyzers change no byte of an assembly, and take as long as the rest of the build.
    function Invoke-Packing([string] $Source) {
        $date, $analyzers = $env:SOURCE_DATE_EPOCH, $env:RunAnalyzers
        $env:SOURCE_DATE_EPOCH, $env:RunAnalyzers = '1600000000', 'false'
        try {
            & "$Source/build.ps1" 6>$null
            & "$Source/packaging/New-Package.ps1" -ModulePath "$Source/out/GeminiTuning" -DestinationPath "$Source/out/package"
        } finally { $env:SOURCE_DATE_EPOCH, $env:RunAnalyzers = $date, $analyzers }
    }

    function Read-Nuspec([string] $Path) {
        $zip = [IO.Compression.ZipFile]::OpenRead($Path)
        try {
            $reader = [IO.StreamReader]::new($zip.GetEntry('GeminiTuning.nuspec').Open())
            try { ([xml] $reader.ReadToEnd()).package.metadata } finally { $reader.Dispose() }
        } finally { $zip.Dispose() }
    }

    function Get-FilePath([string] $Folder) {
        Get-ChildItem $Folder -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/') } | Sort-Object -Culture ''
    }

    # The sources without what was built of them, in a folder of another name: no git, no earlier build.
    function Copy-Source([string] $Target) {
        $null = New-Item -ItemType Directory $Target
        Get-ChildItem $Repository -File | Copy-Item -Destination $Target
        Copy-Item "$Repository/packaging" $Target -Recurse
        foreach ($file in Get-ChildItem "$Repository/src" -Recurse -File | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]') {
            $path = Join-Path $Target ([IO.Path]::GetRelativePath($Repository, $file.FullName))
            $null = New-Item -ItemType Directory (Split-Path $path) -Force
            Copy-Item $file.FullName $path
        }
    }
}

Describe 'The package' {
    It 'holds the module''s files, what makes it a package, and nothing else' {
        $own = '[Content_Types].xml', '_rels/.rels', 'GeminiTuning.nuspec', 'package/services/metadata/core-properties/*.psmdcp'
        $paths = @((Read-Package $Package).Keys)
        foreach ($pattern in $own) { @($paths | Where-Object { $_ -like [WildcardPattern]::Escape($pattern).Replace('`*', '*') }).Count | Should -Be 1 -Because $pattern }
        $paths | Where-Object { $_ -notmatch '^(\[Content_Types\]\.xml|_rels/|GeminiTuning\.nuspec|package/)' } | Sort-Object -Culture '' | Should -Be (Get-FilePath $Installed)
    }

    It 'says what the manifest says' {
        $nuspec = Read-Nuspec $Package
        $nuspec.id | Should -Be 'GeminiTuning'
        $nuspec.version | Should -Be $Manifest.ModuleVersion
        $nuspec.authors | Should -Be $Manifest.Author
        $nuspec.owners | Should -Be $Manifest.CompanyName
        $nuspec.description | Should -Be $Manifest.Description
        $nuspec.copyright | Should -Be $Manifest.Copyright
        $nuspec.releaseNotes | Should -Be $Manifest.PrivateData.PSData.ReleaseNotes
        $nuspec.licenseUrl | Should -Be $Manifest.PrivateData.PSData.LicenseUri
        $nuspec.requireLicenseAcceptance | Should -Be 'false'
        $nuspec['dependencies'] | Should -BeNullOrEmpty
    }

    It 'has the tags by which a gallery finds modules and commands, within a gallery''s limit' {
        $text = (Read-Nuspec $Package).tags
        $tags = -split $text
        $cmdlets = $Manifest.CmdletsToExport
        $expected = $Manifest.PrivateData.PSData.Tags + 'PSModule' + 'PSIncludes_Cmdlet' + $cmdlets.ForEach{ "PSCmdlet_$_" } + $cmdlets.ForEach{ "PSCommand_$_" }
        $tags | Should -Contain 'PSEdition_Core'
        Compare-Object $expected $tags | Should -BeNullOrEmpty
        $text.Length | Should -BeLessThan 4000
    }

    It 'names no address that is not there' {
        $nuspec = Read-Nuspec $Package
        $nuspec['projectUrl'] | Should -BeNullOrEmpty
        $nuspec['iconUrl'] | Should -BeNullOrEmpty
        $Manifest.PrivateData.PSData.Keys | Should -Not -Contain 'ProjectUri'
    }

    It 'is smaller than 2 MB' {
        (Get-Item $Package).Length | Should -BeLessThan 2MB
        Write-Information "$((Get-Item $Package).Length) bytes, $((Get-ChildItem $Installed -Recurse -File | Measure-Object Length -Sum).Sum) bytes installed" -InformationAction Continue
    }

    It 'holds the same bytes when it is packed in another folder, without git' {
        $source = Join-Path $TestDrive 'another folder'
        Copy-Source $source
        $script:second = Invoke-Packing $source
        $mine, $other = (Read-Package $Package), (Read-Package $second.FullName)
        # What the packer makes itself may have another name each time: two files.
        $ofModule = { param($entries) $entries.Keys.Where{ $_ -notmatch '^(_rels|package)/' }.ForEach{ "$($entries[$_]) $_" } }
        & $ofModule $other | Should -Be (& $ofModule $mine)
    }

    It 'is the same file then' -Tag DeterministicPack {
        (Get-FileHash $second).Hash | Should -Be (Get-FileHash $Package).Hash
    }

    It 'takes the project''s address when it is packed, into the manifest too' {
        $module = "$TestDrive/GeminiTuning"
        Copy-Item $Installed $module -Recurse
        $stamped = & "$Repository/packaging/New-Package.ps1" -ModulePath $module -DestinationPath "$TestDrive/stamped" -ProjectUri https://example.com/GeminiTuning
        (Read-Nuspec $stamped.FullName).projectUrl | Should -Be 'https://example.com/GeminiTuning'
        (Test-ModuleManifest "$module/GeminiTuning.psd1").ProjectUri | Should -Be 'https://example.com/GeminiTuning'
        { & "$Repository/packaging/New-Package.ps1" -ModulePath $module -DestinationPath "$TestDrive/stamped" -ProjectUri http://example.com } | Should -Throw '*https*'
        { & "$Repository/packaging/New-Package.ps1" -ModulePath $module -DestinationPath "$TestDrive/stamped" -DocsUri http://example.com } | Should -Throw '*https*'
    }

    It 'opens the page of each command with Get-Help -Online where it is packed with an address: <Project> <Docs>' -TestCases @(
        @{ Project = 'https://github.com/owner/GeminiTuning'; Page = 'https://github.com/owner/GeminiTuning/blob/main/docs/' }
        @{ Project = 'https://gitlab.com/owner/GeminiTuning/'; Page = 'https://gitlab.com/owner/GeminiTuning/-/blob/main/docs/' }
        @{ Project = 'https://example.com/GeminiTuning'; Docs = 'https://example.com/help/'; Page = 'https://example.com/help/' }
        @{ Project = 'https://example.com/GeminiTuning'; Page = $null }
    ) {
        $module = Join-Path (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))) 'GeminiTuning'
        Copy-Item $Installed $module -Recurse
        $null = & "$Repository/packaging/New-Package.ps1" -ModulePath $module -DestinationPath "$TestDrive/linked" -ProjectUri $Project -DocsUri $Docs
        # What Get-Help -Online opens: the first address among the related links.
        $addresses = pwsh -NoProfile -NonInteractive -Command "Import-Module '$module'
            (Get-Command -Module GeminiTuning).Name.ForEach{ `"`$_ `$(@((Get-Help `$_).relatedLinks.navigationLink.uri).Where({ `$_ }, 'First'))`" }"
        $addresses.Count | Should -Be $Manifest.CmdletsToExport.Count
        $addresses | Should -Be ($Manifest.CmdletsToExport | Sort-Object | ForEach-Object { "$_ $(if ($Page) { "$Page$_.md" })" })
    }

    It 'has the files and tags that Compress-PSResource gives, but for the tags of commands' -Tag PSResourceGet {
        $module = Join-Path (New-Item -ItemType Directory "$TestDrive/theirs") 'GeminiTuning'
        Copy-Item $Installed $module -Recurse
        $theirs = Compress-PSResource -Path $module -DestinationPath "$TestDrive/theirs" -PassThru
        $ofModule = { param($path) (Read-Package $path).Keys.Where{ $_ -notmatch '^(_rels|package)/' } }
        & $ofModule $theirs.FullName | Should -Be (& $ofModule $Package)
        foreach ($tag in -split (Read-Nuspec $theirs.FullName).tags) { -split (Read-Nuspec $Package).tags | Should -Contain $tag }
    }
}

Describe 'The installed module' {
    It 'has a manifest that PowerShell finds valid' {
        (Test-ModuleManifest "$Installed/GeminiTuning.psd1" -WarningAction Stop).Version | Should -Be $Manifest.ModuleVersion
    }

    # Here, and not as FileList in the manifest, which each import would take time to look through.
    It 'has these files alone' {
        $files = @(
            'Adapters/CsvHelper.dll'
            'Adapters/GeminiTuning.Adapters.dll'
            'Adapters/Google.Apis.Auth.dll'
            'Adapters/Google.Apis.Core.dll'
            'Adapters/Google.Apis.dll'
            'Adapters/Newtonsoft.Json.dll'
            'Adapters/Polly.Core.dll'
            'CHANGELOG.md'
            'GeminiTuning.Core.dll'
            'GeminiTuning.Emulator.dll'
            'GeminiTuning.Format.ps1xml'
            'GeminiTuning.Types.ps1xml'
            'GeminiTuning.dll'
            'GeminiTuning.psd1'
            'LICENSE'
            'THIRD-PARTY-NOTICES.txt'
            'en-US/GeminiTuning.dll-Help.xml'
            'en-US/about_GeminiTuning.help.txt'
            'en-US/about_GeminiTuning_Authentication.help.txt'
            'en-US/about_GeminiTuning_Datasets.help.txt'
            'en-US/about_GeminiTuning_Measures.help.txt'
            'en-US/about_GeminiTuning_Troubleshooting.help.txt'
            'en-US/about_GeminiTuning_Vertex.help.txt'
        )
        Get-FilePath $Installed | Should -Be ($files | Sort-Object -Culture '')
    }

    It 'names what it exports, one by one' {
        'FunctionsToExport', 'VariablesToExport', 'AliasesToExport', 'CmdletsToExport', 'DscResourcesToExport' | ForEach-Object {
            $Manifest.Keys | Should -Contain $_
            "$($Manifest[$_])" | Should -Not -Match '[*?]'
        }
    }

    It 'has nothing that is left over from a build' {
        Get-FilePath $Installed | Where-Object { $_ -match '\.(pdb|deps\.json|runtimeconfig\.json|xml)$|(^|/)(obj|bin|ref)/' -and $_ -ne 'en-US/GeminiTuning.dll-Help.xml' } | Should -BeNullOrEmpty
    }

    It 'has assemblies of the manifest''s version, built for release' {
        foreach ($file in Get-ChildItem $Installed -Recurse -Filter GeminiTuning*.dll) {
            [Reflection.AssemblyName]::GetAssemblyName($file.FullName).Version.ToString(3) | Should -Be $Manifest.ModuleVersion
            [Diagnostics.FileVersionInfo]::GetVersionInfo($file.FullName).ProductVersion | Should -Be $Manifest.ModuleVersion
            [Diagnostics.FileVersionInfo]::GetVersionInfo($file.FullName).IsDebug | Should -BeFalse
            # The folder that it was built in is nobody's business.
            [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file.FullName)).Contains($Repository) | Should -BeFalse
        }
    }

    It 'is imported by its name in a clean session, and works' {
        $path = $env:PSModulePath
        $env:PSModulePath = $Modules + [IO.Path]::PathSeparator + $path
        try {
            # A command's name alone imports it, too.
            foreach ($import in 'Import-Module GeminiTuning', '') {
                $output = pwsh -NoProfile -NonInteractive -Command "$import
Connect-GeminiTuning -Emulator
(1..20 | ForEach-Object { [pscustomobject]@{ text_input = `"`$_`"; output = `"x`$_`" } } | New-TunedModel -DisplayName installed -EpochCount 1 | Wait-TuningOperation).State
(Get-Module GeminiTuning).ModuleBase
(Get-Help New-TunedModel).Synopsis.Length -gt 20
(Get-Help about_GeminiTuning).Length -gt 1000" 2>&1 | ForEach-Object { "$_" }
                $output | Should -Be 'Active', $Installed, 'True', 'True'
            }
        } finally { $env:PSModulePath = $path }
    }
}

Describe 'The changelog' {
    It 'starts with the manifest''s version' {
        $heads = @(Get-Content "$Installed/CHANGELOG.md" | Where-Object { $_ -like '## *' })
        $heads | Should -Match '^## \[\d+\.\d+\.\d+\] - (\d{4}-\d\d-\d\d|Unreleased)$'
        $heads[0] | Should -BeLike "## ``[$($Manifest.ModuleVersion)``] - *"
        $heads | Select-Object -Skip 1 | Should -Not -BeLike '*Unreleased'
    }

    It 'sorts changes by their kind' {
        Get-Content "$Installed/CHANGELOG.md" | Where-Object { $_ -like '### *' } | Should -BeIn ('Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security').ForEach{ "### $_" }
    }
}

Describe 'The notices' {
    It 'are those of the packages whose assemblies it brings' {
        $fresh = & "$Repository/packaging/build-notices.ps1" -ModulePath $Installed -OutputPath "$TestDrive/notices.txt"
        Get-Content "$Installed/THIRD-PARTY-NOTICES.txt" -Raw | Should -BeExactly (Get-Content $fresh -Raw) -Because 'a package was changed: write them anew with ./build.ps1 -Task Notices'
    }

    It 'name each assembly of others, with its package, version and licence' {
        $text = Get-Content "$Installed/THIRD-PARTY-NOTICES.txt" -Raw
        $others = Get-ChildItem $Installed -Recurse -Filter *.dll | Where-Object Name -NotLike 'GeminiTuning*'
        $others.Count | Should -BeGreaterThan 0
        foreach ($file in $others) {
            $text -match "(?m)^(\S+) (\d+\.\d+\.\d+)\n(  .*)?\b$([regex]::Escape($file.Name))\b.*\n  .+\n  https://\S+\n  (Apache-2\.0|MIT|BSD-3-Clause)$" | Should -BeTrue -Because $file.Name
            (Get-Content "$Repository/src/GeminiTuning.Adapters/obj/project.assets.json" -Raw | ConvertFrom-Json -AsHashtable).libraries.Keys | Should -Contain "$($Matches[1])/$($Matches[2])"
        }
    }
}
