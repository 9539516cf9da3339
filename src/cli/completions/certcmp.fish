# Completions for certcmp in Fish. The program itself is asked what can stand at the cursor.

function __certcmp_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l typed (commandline --current-token --cut-at-cursor)
    set -l current (string unescape -- $typed; or string trim --left --chars '"\'' -- $typed)
    set -l program (string replace --regex -- '^(~|\$HOME|\{\$HOME\})(?=/)' $HOME $words[1])
    # An abbreviation or alias is not a program.
    string match --quiet -- '*certcmp*' $program; or set program certcmp
    # Fish reports an unknown command even where its errors are silenced.
    command --query -- $program; or return
    set -e words[1]
    set -l lines ($program __complete --word="$current" -- $words 2>/dev/null </dev/null)
    if test "$lines" = ":paths"
        set -l option (string match --regex -- '^--[^=]*=' $current)
        set -l path (string replace --regex -- '^--[^=]*=' '' $current)
        for found in (complete --do-complete "'' $path")
            echo "$option$found"
        end
        return
    end
    for line in $lines
        echo $line
    end
end

complete --command certcmp --no-files --keep-order --arguments '(__certcmp_complete)'
