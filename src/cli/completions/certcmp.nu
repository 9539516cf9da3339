# Completions for certcmp in Nushell 0.108 or newer. The program itself is asked what can stand at the cursor.

def "nu-complete certcmp" [spans: list<string>] {
    let bare = {|word| $word | str trim --char '"' | str trim --char "'" }
    let program = $spans | first
    let typed = $spans | last
    let current = do $bare $typed
    # A word that is begun with a quote goes on with it.
    let quote = if ($typed starts-with "'") { "'" } else { '"' }
    let is_quoted = $typed starts-with $quote
    let before = $spans | skip 1 | drop 1 | each {|word| do $bare $word }
    let lines = try { ^$program __complete $"--word=($current)" -- ...$before | complete | get stdout | lines } catch { [] }
    let option = $current | str replace --regex '^(--[^=]*=)?.*$' '$1'
    if $lines == [":paths"] and $option == "" {
        # Nushell completes paths itself.
        null
    } else {
        let found = if $lines == [":paths"] {
            let path = $current | str replace $option ""
            let files = try { ls --all ($path + "*" | into glob) } catch { [] }
            $files | each {|file| [($option + $file.name + (if $file.type == dir { "/" } else { "" }))] }
        } else {
            $lines | each {|line| $line | split row --number 2 (char tab) }
        }
        $found | each {|parts|
            let value = $parts | first
            {
                value: (if $is_quoted or $value =~ '[\s"`()|;]' { $quote + $value + $quote } else { $value })
                description: ($parts | get --optional 1 | default "")
            }
        }
    }
}

@complete "nu-complete certcmp"
extern certcmp []
