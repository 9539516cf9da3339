# Completions for certcmp in Bash. The program itself is asked what can stand at the cursor.

_certcmp() {
    local program="$1" current="" quote="" word at redirected="" begun=0
    local -a words=()
    COMPREPLY=()
    # The name as it was typed, with `~`, variables and quotes; nothing in it is run.
    [[ "$1" == *[\`\(\;\&\|\<\>]* ]] || eval "program=$1" 2>/dev/null
    # An alias is not a program.
    [[ "${program##*/}" == certcmp* ]] || program=certcmp

    # Bash splits --option=value at the equals sign; the program reads it whole. A redirection is not for the program.
    for ((at = 1; at <= COMP_CWORD; at++)); do
        word="${COMP_WORDS[at]}"
        if [[ "$word" == *[\<\>] && "$word" != [\"\']* ]]; then
            redirected=operator
            continue
        fi
        if [[ "$redirected" == operator ]]; then
            redirected=file
            ((at == COMP_CWORD)) || continue
            compopt -o default -o bashdefault 2>/dev/null
            return 0
        fi
        if [[ "$current" == --*= || ("$current" == --* && "$word" == "=") ]]; then
            current+="$word"
            continue
        fi
        ((begun++)) && words+=("$current")
        current="$word"
    done
    if [[ "$redirected" == operator ]]; then
        compopt -o default -o bashdefault 2>/dev/null
        return 0
    fi

    # Quotes are removed.
    case "$current" in
        [\"\']*) quote="${current:0:1}" ;;
    esac
    for at in "${!words[@]}"; do
        words[at]="${words[at]//[\"\'\\]/}"
    done
    current="${current//[\"\'\\]/}"

    local line value
    while IFS= read -r line; do
        value="${line%%$'\t'*}"
        if [[ "$value" == ":paths" ]]; then
            compopt -o default -o bashdefault 2>/dev/null
            COMPREPLY=()
            return 0
        fi
        if [[ "$current" == --*=* ]]; then
            value="${value#*=}"
        fi
        if [[ -z "$quote" && "$value" == *[!a-zA-Z0-9_.,/=:@+-]* ]]; then
            printf -v value '%q' "$value"
        fi
        COMPREPLY+=("$value")
    done < <("$program" __complete --word="$current" -- "${words[@]}" 2>/dev/null </dev/null)
    return 0
}

# A path in quotes ends with the quote.
complete -o nosort -F _certcmp certcmp certcmp\" certcmp\' 2>/dev/null || complete -F _certcmp certcmp certcmp\" certcmp\'
