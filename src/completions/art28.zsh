#compdef art28
#
# Completion of art28 in zsh: source <(art28 completions zsh)
_art28() {
    local line value typed=${(Q)PREFIX} kept=
    local -a whole open
    # Zsh would escape a tilde that it is given: it stays as it was typed.
    if compset -P '\~/'; then kept='~/'; fi
    for line in "${(@f)$(art28 complete -- "${(@Q)words[1,CURRENT-1]}" "$typed" 2>/dev/null)}"; do
        value=${${line%%$'\t'*}#$kept}
        [[ -n $value ]] || continue
        # The answer has a tab between a value and what it is, zsh wants a colon.
        if [[ $line == *$'\t'?* ]]; then line=${value//:/\\:}:${line#*$'\t'}; else line=${value//:/\\:}; fi
        # More follows a folder and the name of a parameter: no blank behind them.
        if [[ $value == *[=/] ]]; then open+=($line); else whole+=($line); fi
    done
    (( $#whole )) && _describe -V art28 whole
    (( $#open )) && _describe -V art28 open -S ''
}
# Zsh reads this itself where it is a file `_art28` in a folder of $fpath; then the first call is the one to answer.
if [[ ${funcstack[1]} == _art28 ]]; then _art28 "$@"; else compdef _art28 art28; fi
