<#
.SYNOPSIS
    Returns the date of the files in a package, in seconds since 1970.
.DESCRIPTION
    Files get the date of the commit, so that the same commit produces the same package. SOURCE_DATE_EPOCH takes precedence.
    Without Git, the packer's default date is used.
#>
[CmdletBinding()]
[OutputType([string])]
param()
if ($env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH }
elseif (Get-Command git -CommandType Application -ErrorAction Ignore) { git -C $PSScriptRoot log -1 --format=%ct 2>$null }
