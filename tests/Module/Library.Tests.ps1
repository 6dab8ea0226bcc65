# The .NET library as its users get it: a package in a folder, and a program outside the repository.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Feed = if ($env:GEMINITUNING_PACKAGE) { Split-Path $env:GEMINITUNING_PACKAGE } else { "$TestDrive/feed" }
    if (-not (Get-ChildItem $Feed -Filter 'GeminiTuning.Core.*.nupkg' -ErrorAction Ignore)) {
        $null = Invoke-Exclusive { & "$Repository/packaging/New-ProjectPackage.ps1" -Name GeminiTuning.Core -DestinationPath $Feed }
    }
    $script:Package = Get-ChildItem $Feed -Filter 'GeminiTuning.Core.*.nupkg'
    $script:Page = Get-Content "$Repository/src/GeminiTuning.Core/README.md" -Raw
    $script:Samples = [regex]::Matches($Page, '(?s)```csharp\r?\n(.*?)```').ForEach({ $_.Groups[1].Value })

    # A console program with no other source of packages than the folder. Its copy of the package is its own, so that no other
    # build of the same version is used; what the SDK needs was restored for this repository.
    function New-Program([string] $Code) {
        $folder = New-Item -ItemType Directory "$TestDrive/program-$([IO.Path]::GetRandomFileName())"
        $known = (dotnet nuget locals global-packages --list) -replace '^[^:]*: '
        Set-Content "$folder/program.csproj" @"
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net8.0</TargetFramework>
    <RollForward>Major</RollForward>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <UseAppHost>false</UseAppHost>
    <RestoreSources>$Feed</RestoreSources>
    <RestorePackagesPath>$folder/packages</RestorePackagesPath>
    <RestoreFallbackFolders>$known</RestoreFallbackFolders>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="GeminiTuning.Core" Version="$($Package.BaseName -replace '^GeminiTuning.Core.')" />
  </ItemGroup>
</Project>
"@
        Set-Content "$folder/Program.cs" $Code
        $folder
    }
}

AfterAll { Stop-TuningEmulator }

Describe 'The library''s package' {
    It 'holds the assembly, its documentation and its page, and needs nothing else' {
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $zip = [IO.Compression.ZipFile]::OpenRead($Package.FullName)
        try {
            $zip.Entries.FullName -notmatch '^(_rels|package)/|^\[' | Sort-Object | Should -Be 'GeminiTuning.Core.nuspec', 'lib/net8.0/GeminiTuning.Core.dll', 'lib/net8.0/GeminiTuning.Core.xml', 'README.md'
            $reader = [IO.StreamReader]::new($zip.GetEntry('GeminiTuning.Core.nuspec').Open())
            $nuspec = ([xml] $reader.ReadToEnd()).package.metadata
            $reader.Dispose()
        } finally { $zip.Dispose() }
        $nuspec.version | Should -Be "$((Import-PowerShellDataFile "$Repository/GeminiTuning.psd1").ModuleVersion)"
        $nuspec.license.InnerText | Should -Be 'Apache-2.0'
        $nuspec.dependencies.SelectNodes('//*[local-name()="dependency"]').Count | Should -Be 0
    }

    It 'refuses a project address that is not HTTPS' {
        { & "$Repository/packaging/New-ProjectPackage.ps1" -Name GeminiTuning.Core -DestinationPath $TestDrive -ProjectUri http://example.com } | Should -Throw '*https*'
    }

    It 'is all that a console program needs to tune, to wait and to ask' {
        $program = New-Program $Samples[0]
        $emulator = Start-TuningEmulator -TuningDurationSec 0
        $output = dotnet run --project $program -- $emulator.Endpoint
        $LASTEXITCODE | Should -Be 0 -Because ($output -join "`n")
        $output | Should -BeLike 'tunedModels/next-number-*: 8'
    }

    It 'has a page whose other lines compile, too' {
        $code = $Samples[1] -creplace 'PROJECT_ID', 'my-project' -creplace 'BUCKET', 'my-bucket'
        $program = New-Program "using GeminiTuning;`nvar token = args[0];`n$code`nConsole.WriteLine(connection);"
        $output = dotnet run --project $program -- a-token
        $LASTEXITCODE | Should -Be 0 -Because ($output -join "`n")
        $output | Should -Be 'Vertex AI at https://us-central1-aiplatform.googleapis.com/'
    }
}
