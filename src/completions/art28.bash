# Completion of art28 in bash: source <(art28 completions bash)
_art28() {
    local line=$COMP_LINE rest word typed kept reply i
    local -a words=()
    # Bash cuts words at characters such as `=`; what has no blank before it belongs to the word before.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        rest=${line#"${line%%[![:space:]]*}"}
        if ((i == COMP_CWORD)) && [[ $word != [=:@] ]]; then
            word=$2
        fi
        if ((i > 0)) && [[ $rest == "$line" ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        line=${rest#"${COMP_WORDS[i]}"}
    done
    typed=${words[${#words[@]} - 1]}
    # What stands before the part that bash replaces.
    kept=${typed%"$2"}
    for i in "${!words[@]}"; do
        word=${words[i]//\\/}
        words[i]=${word//[\"\']/}
    done
    COMPREPLY=()
    while IFS= read -r reply; do
        # Behind a file stands a tab and nothing more. Bash itself escapes the blanks of file names and puts a slash behind
        # folders.
        if [[ $reply == *$'\t' ]] && compopt -o filenames 2>/dev/null; then
            reply=${reply%$'\t'}
            reply=${reply%/}
        fi
        reply=${reply%%$'\t'*}
        [[ $reply == *[=/] ]] && compopt -o nospace 2>/dev/null
        COMPREPLY+=("${reply#"$kept"}")
    done < <(art28 complete -- "${words[@]}" 2>/dev/null)
}
complete -F _art28 art28
