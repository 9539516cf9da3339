# Completions for certcmp in PowerShell. The program itself is asked what can stand at the cursor.

Register-ArgumentCompleter -Native -CommandName certcmp, certcmp.exe -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $elements = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition })
    $program = $elements[0].Extent.Text.Trim('"', "'")
    $before = @($elements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text.Trim('"', "'") })
    $current = "$wordToComplete".Trim('"', "'")

    # The word is joined to its option: an empty argument would be dropped by older versions.
    $lines = @(& $program __complete "--word=$current" '--' @before 2>$null)
    if ($lines.Count -eq 1 -and $lines[0] -eq ':paths') {
        $option = if ($current -match '^(--[^=]*=)') { $Matches[1] } else { '' }
        $path = $current.Substring($option.Length)
        foreach ($found in [System.Management.Automation.CompletionCompleters]::CompleteFilename($path)) {
            $text = $option + $found.CompletionText
            [System.Management.Automation.CompletionResult]::new($text, $found.ListItemText, 'ProviderItem', $found.ToolTip)
        }
        return
    }
    foreach ($line in $lines) {
        $value, $about = $line -split "`t", 2
        if (-not $about) { $about = $value }
        $text = if ($value -match '[\s,;''()&|]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
