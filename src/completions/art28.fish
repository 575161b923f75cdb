# Completion of art28 in fish: art28 completions fish | source
function __art28_complete
    # The word that is being typed, without its quotes, which need not be closed yet.
    set --local typed (commandline --current-token --cut-at-cursor | string replace --all --regex '[\\\\\'"]' '')
    art28 complete -- (commandline --current-process --tokenize --cut-at-cursor) "$typed" 2>/dev/null
end
complete --command art28 --exclusive --keep-order --arguments '(__art28_complete)'
