BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    function Get-ModelNamed([string] $Id) { Get-Example | New-TunedModel -DisplayName $Id -Id $Id -EpochCount 1 -BatchSize 4 | Wait-TuningOperation }
    function Get-Role([string] $Model) { Get-TunedModelPermission $Model | ForEach-Object { "$($_.GranteeType) $($_.EmailAddress) $($_.Role)" } | Sort-Object }
    function Connect-TrialEmulator {
        Connect-FastEmulator
        'trial-one', 'trial-two' | ForEach-Object { $null = Get-ModelNamed $_ }
    }
}
AfterAll {
    Disconnect-GeminiTuning
    Stop-TuningEmulator
}

Describe 'Get-TunedModelPermission' {
    BeforeEach {
        Connect-TrialEmulator
        $null = Grant-TunedModelPermission trial-one -User her@example.com, him@example.com -Role Writer
        $null = Grant-TunedModelPermission trial-one -Group team@example.com -Role Reader
        $null = Grant-TunedModelPermission trial-one -Everyone -Role Reader
    }

    It 'lists whom a model is shared with' {
        $all = Get-TunedModelPermission trial-one
        $all | Should -BeOfType GeminiTuning.TunedModelPermission
        $all.Count | Should -Be 5
        $all.Model | Should -Be (@('tunedModels/trial-one') * 5)
        ($all | Where-Object GranteeType -eq Everyone).EmailAddress | Should -BeNullOrEmpty
    }

    It 'takes models by pipeline, wildcards and permissions' {
        @(Get-TunedModel trial-one | Get-TunedModelPermission).Count | Should -Be 5
        @(Get-TunedModelPermission 'trial-*').Count | Should -Be 6
        $one = Get-TunedModelPermission trial-one -Everyone
        ($one | Get-TunedModelPermission).Name | Should -Be $one.Name
        (Get-TunedModelPermission $one.Name).Role | Should -Be 'Reader'
    }

    It 'shows <Want> with <Arguments>' -TestCases @(
        @{ Arguments = @{ User = 'HER@example.com' }; Want = 1 }, @{ Arguments = @{ User = 'her@example.com', 'him@example.com' }; Want = 2 }, @{ Arguments = @{ Group = 'team@example.com' }; Want = 1 }
        @{ Arguments = @{ User = 'team@example.com' }; Want = 0 }, @{ Arguments = @{ Everyone = $true; User = 'her@example.com' }; Want = 2 }
        @{ Arguments = @{ Role = 'Reader' }; Want = 2 }, @{ Arguments = @{ Role = 'OWNER' }; Want = 1 }, @{ Arguments = @{ Role = 'Writer'; Everyone = $true }; Want = 0 }
    ) {
        @(Get-TunedModelPermission trial-one @Arguments).Count | Should -Be $Want
    }

    It 'reads all pages' {
        $recorder = Open-Recorder {
            param($request)
            $page = if ($request.Path -match 'pageToken=2') { 2 } else { 1 }
            ConvertTo-Json -Compress -Depth 5 @{ permissions = @(@{ name = "tunedModels/a/permissions/$page"; granteeType = 'USER'; emailAddress = "u$page@x.y"; role = 'READER' }); nextPageToken = if ($page -eq 1) { '2' } }
        }
        try {
            $connection = [GeminiTuning.TuningConnection]::new([GeminiTuning.TuningConnectionOptions]@{ Endpoint = $recorder.Endpoint })
            (Get-TunedModelPermission a -Connection $connection).EmailAddress | Should -Be 'u1@x.y', 'u2@x.y'
        } finally { Close-Recorder $recorder }
    }
}

Describe 'Grant-TunedModelPermission' {
    BeforeEach { Connect-TrialEmulator }

    It 'gives users, groups and everyone a role' {
        $granted = Grant-TunedModelPermission trial-one -User her@example.com, him@example.com -Role Writer
        $granted.EmailAddress | Should -Be 'her@example.com', 'him@example.com'
        $null = Grant-TunedModelPermission trial-one -Group team@example.com -Role Reader
        $null = Grant-TunedModelPermission trial-one -Everyone -Role Reader
        Get-Role trial-one | Should -Be 'Everyone  Reader', 'Group team@example.com Reader', 'User her@example.com Writer', 'User him@example.com Writer', 'User you@emulator.invalid Owner'
    }

    It 'changes the role of who has one' {
        $first = Grant-TunedModelPermission trial-one -User her@example.com -Role Reader
        $second = Grant-TunedModelPermission trial-one -User Her@Example.com -Role Writer
        $second.Name, $second.Role | Should -Be $first.Name, 'Writer'
        @(Get-TunedModelPermission trial-one -User her@example.com).Count | Should -Be 1
    }

    It 'gives the permission that is there where nothing changes' {
        $first = Grant-TunedModelPermission trial-one -User her@example.com -Role Reader
        (Grant-TunedModelPermission trial-one -User her@example.com -Role Reader).Name | Should -Be $first.Name
    }

    It 'takes models by pipeline and wildcards' {
        (Get-TunedModel 'trial-*' | Grant-TunedModelPermission -Everyone -Role Reader).Model | Sort-Object | Should -Be 'tunedModels/trial-one', 'tunedModels/trial-two'
        @(Grant-TunedModelPermission 'trial-*' -User her@example.com -Role Reader).Count | Should -Be 2
    }

    It 'changes the role of permissions' {
        $null = Grant-TunedModelPermission trial-one -User her@example.com, him@example.com -Role Reader
        $changed = Get-TunedModelPermission trial-one -Role Reader | Grant-TunedModelPermission -Role Writer
        $changed.Role | Should -Be 'Writer', 'Writer'
    }

    It 'changes nothing with -WhatIf' {
        Grant-TunedModelPermission trial-one -Everyone -Role Reader -WhatIf | Should -BeNullOrEmpty
        Get-TunedModelPermission trial-one | Grant-TunedModelPermission -Role Reader -WhatIf | Should -BeNullOrEmpty
        Get-Role trial-one | Should -Be 'User you@emulator.invalid Owner'
    }

    It 'says how a model gets another owner' {
        { Grant-TunedModelPermission trial-one -User her@example.com -Role Owner } | Should -Throw '*Set-TunedModelOwner*' -ErrorId 'InvalidArgument,*'
    }

    It 'refuses the role <Role>, and says which there are' -TestCases @{ Role = 'King' }, @{ Role = 'Unknown' }, @{ Role = '2' } {
        { Grant-TunedModelPermission trial-one -Everyone -Role $Role } | Should -Throw '*Reader, Writer, Owner*'
    }

    It 'refuses what is no e-mail address' {
        { Grant-TunedModelPermission trial-one -User 'her@example.com', bob -Role Reader } | Should -Throw "*'bob'*"
        Get-Role trial-one | Should -Be 'User you@emulator.invalid Owner'
    }

    It 'says what is missing where a model stands alone' {
        Grant-TunedModelPermission trial-one -Role Reader -ErrorVariable problem -ErrorAction SilentlyContinue
        "$($problem[0])" | Should -Match '-User, -Group, or -Everyone'
        $problem[0].TargetObject | Should -Be 'trial-one'
    }

    It 'shows the fields that the service refuses, and goes on with the next model' {
        Grant-TunedModelPermission trial-one -Everyone -Role Writer -ErrorVariable problem -ErrorAction SilentlyContinue
        "$($problem[0])" | Should -Match 'permission.role'
        $granted = Grant-TunedModelPermission not-there, trial-two -User her@example.com -Role Reader -ErrorVariable problem -ErrorAction SilentlyContinue
        $granted.Model | Should -Be 'tunedModels/trial-two'
        $problem[0].TargetObject | Should -Be 'not-there'
    }
}

Describe 'Revoke-TunedModelPermission' {
    BeforeEach {
        Connect-TrialEmulator
        $null = Grant-TunedModelPermission 'trial-*' -User her@example.com, him@example.com -Role Reader
        $null = Grant-TunedModelPermission trial-one -Everyone -Role Reader
    }

    It 'takes roles from users, groups and everyone' {
        Revoke-TunedModelPermission trial-one -User HER@example.com | Should -BeNullOrEmpty
        Revoke-TunedModelPermission trial-one -Everyone
        Get-Role trial-one | Should -Be 'User him@example.com Reader', 'User you@emulator.invalid Owner'
        @(Get-TunedModelPermission trial-two).Count | Should -Be 3
    }

    It 'takes permissions by pipeline and by name' {
        Get-TunedModelPermission 'trial-*' -Role Reader | Revoke-TunedModelPermission
        @(Get-TunedModelPermission 'trial-*').Role | Should -Be 'Owner', 'Owner'
        $again = Grant-TunedModelPermission trial-one -Everyone -Role Reader
        Revoke-TunedModelPermission $again.Name
        Get-TunedModelPermission trial-one -Everyone | Should -BeNullOrEmpty
    }

    It 'takes models by pipeline and wildcards' {
        Get-TunedModel | Revoke-TunedModelPermission -User her@example.com
        Revoke-TunedModelPermission 'trial-*' -User him@example.com
        Get-TunedModelPermission 'trial-*' -User her@example.com, him@example.com | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Get-TunedModelPermission trial-one | Revoke-TunedModelPermission -WhatIf
        Revoke-TunedModelPermission trial-one -Everyone -WhatIf
        @(Get-TunedModelPermission trial-one).Count | Should -Be 4
    }

    It 'writes an error for who has no role, and goes on' {
        Revoke-TunedModelPermission trial-one -User nobody@example.com, her@example.com -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        "$($problem[0])" | Should -Match 'nobody@example.com'
        Get-TunedModelPermission trial-one -User her@example.com | Should -BeNullOrEmpty
    }

    It 'leaves the owner, as the service says' {
        Get-TunedModelPermission trial-one -Role Owner | Revoke-TunedModelPermission -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'RequestRefused,*'
    }
}
