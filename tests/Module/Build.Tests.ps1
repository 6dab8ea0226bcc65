# A build replaces the module as a whole, or leaves it as it is.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:Configuration = (Get-ChildItem "$Repository/src/GeminiTuning/bin" -Directory | Sort-Object LastWriteTime)[-1].Name

    # Only the build's last step: it lays out what is built already.
    function Invoke-LayOut([string] $Folder) {
        dotnet msbuild "$Repository/src/GeminiTuning" -t:LayOutModule "-p:Configuration=$Configuration" "-p:ModuleFolder=$Folder/" -nologo -v:quiet 2>&1 | Out-String
    }

    function Get-Files([string] $Folder) {
        Get-ChildItem $Folder -Recurse -File | ForEach-Object { "$([IO.Path]::GetRelativePath($Folder, $_.FullName)) $((Get-FileHash $_.FullName).Hash)" } | Sort-Object
    }
}

Describe 'A build' {
    BeforeEach {
        $script:Folder = Join-Path $TestDrive ([IO.Path]::GetRandomFileName()) 'a folder' 'GeminiTuning'
        $null = New-Item -ItemType Directory (Join-Path $Folder 'Adapters')
        Set-Content (Join-Path $Folder 'GeminiTuning.psd1') 'old'
        Set-Content (Join-Path $Folder 'Adapters' 'Old.dll') 'old'
    }

    It 'replaces an older module, of which nothing is left' {
        Invoke-LayOut $Folder | Should -BeNullOrEmpty
        (Import-PowerShellDataFile (Join-Path $Folder 'GeminiTuning.psd1')).RootModule | Should -Be 'GeminiTuning.dll'
        Join-Path $Folder 'Adapters' 'Old.dll' | Should -Not -Exist
        (Get-ChildItem (Split-Path $Folder)).Name | Should -Be 'GeminiTuning'
    }

    It 'creates a module, also after a build that was killed between its last two steps' {
        Rename-Item $Folder 'GeminiTuning.old'
        Invoke-LayOut $Folder | Should -BeNullOrEmpty
        Join-Path $Folder 'GeminiTuning.dll' | Should -Exist
        (Get-ChildItem (Split-Path $Folder)).Name | Should -Be 'GeminiTuning'
    }

    It 'leaves a module that is in use as it is, and says so' {
        $before = Get-Files $Folder
        $path = $env:PATH
        $held = if ($IsWindows) { [IO.File]::Open((Join-Path $Folder 'Adapters' 'Old.dll'), 'Open', 'Read', 'Read') }
        # Elsewhere, an open file keeps no folder from being renamed, so mv fails as it would there.
        if (-not $IsWindows) {
            $programs = (New-Item -ItemType Directory (Join-Path $TestDrive ([IO.Path]::GetRandomFileName()))).FullName
            Set-Content "$programs/mv" "#!/bin/sh`necho 'mv: Permission denied' >&2`nexit 1"
            [IO.File]::SetUnixFileMode("$programs/mv", 'UserRead, UserExecute')
            $env:PATH = "${programs}:$path"
        }
        try { $said = Invoke-LayOut $Folder } finally {
            $env:PATH = $path
            if ($held) { $held.Dispose() }
        }
        $LASTEXITCODE | Should -Not -Be 0
        $said | Should -BeLike "*The module in '$Folder' is in use and was left as it is.*"
        Get-Files $Folder | Should -Be $before
        (Get-ChildItem (Split-Path $Folder)).Name | Should -Be 'GeminiTuning'
    }

    It 'puts the old module back if the new one cannot take its place' -Tag Unix {
        $before = Get-Files $Folder
        $path = $env:PATH
        $programs = (New-Item -ItemType Directory (Join-Path $TestDrive ([IO.Path]::GetRandomFileName()))).FullName
        Set-Content "$programs/mv" "#!/bin/sh`ncase `"`$1`" in *.new) exit 1;; esac`nPATH='$path' exec mv `"`$@`""
        [IO.File]::SetUnixFileMode("$programs/mv", 'UserRead, UserExecute')
        $env:PATH = "${programs}:$path"
        try { $said = Invoke-LayOut $Folder } finally { $env:PATH = $path }
        $LASTEXITCODE | Should -Not -Be 0
        $said | Should -BeLike "*The module can't be moved to '$Folder'. It was left as it is.*"
        Get-Files $Folder | Should -Be $before
        (Get-ChildItem (Split-Path $Folder)).Name | Should -Be 'GeminiTuning'
    }
}
