@{
    RootModule        = 'EmptyModule.dll'
    ModuleVersion     = '0.1.0'
    GUID              = 'c9f4a0de-6a59-4f0e-9c0b-0f6f7f6f3a52'
    PowerShellVersion = '7.4'
    CmdletsToExport   = @('Get-Nothing')
    FunctionsToExport = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
