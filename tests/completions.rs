//! Completion in shells, and the manual page.

mod common;

use std::{collections::BTreeSet, fs};

use common::{Folder, art28, program, root, run, small_topic_checklist, tool};

/// What the program offers where the last of these words is being typed, without what it says of each.
fn offered(words: &[&str]) -> Vec<String> {
    offered_in(&Folder::new(), words)
}

fn offered_in(folder: &Folder, words: &[&str]) -> Vec<String> {
    let run = run(program().args(["complete", "--", "art28"]).args(words).current_dir(folder.path()));
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{words:?}");
    run.out.lines().map(|line| line.split('\t').next().expect("a part").to_owned()).collect()
}

fn has(offered: &[String], wanted: &str) -> bool {
    offered.iter().any(|offered| offered == wanted)
}

#[test]
fn commands_options_and_their_values_are_offered() {
    let commands = offered(&[""]);
    for command in ["check", "diff", "new", "schema", "completions", "man"] {
        assert!(has(&commands, command), "{command}: {commands:?}");
    }
    assert!(!has(&commands, "complete"), "it is for shells only");
    assert!(!commands.iter().any(|command| command.starts_with('-')), "options do not hide the commands");
    assert!(has(&offered(&["check", "-"]), "--details"));
    assert_eq!(offered(&["check", "--det"]), ["--details"]);
    assert!(["table", "json", "jsonl", "yaml"].iter().all(|format| has(&offered(&["check", "--format", ""]), format)));
    assert_eq!(offered(&["check", "--lang", ""]), ["en", "nl"]);
    assert_eq!(offered(&["check", "--lang=n"]), ["--lang=nl"]);
    assert_eq!(offered(&["new", "e"]), ["extract"]);
    assert_eq!(offered(&["schema", "rep"]), ["report"]);
    assert_eq!(offered(&["completions", ""]), ["bash", "zsh", "fish"]);
}

#[test]
fn checklists_and_their_parameters_are_offered() {
    let folder = Folder::new();
    folder.write("small.yaml", small_topic_checklist());
    folder.write("map/deep.yml", "");
    folder.write("notes.txt", "");
    assert_eq!(offered_in(&folder, &["check", "-c", ""]), ["avg-art28", "scc-2021-915", "small.yaml", "map/"]);
    assert_eq!(offered_in(&folder, &["check", "-c", "s"]), ["scc-2021-915", "small.yaml"]);
    assert_eq!(offered_in(&folder, &["check", "-c", "map/"]), ["map/deep.yml"]);
    assert_eq!(offered_in(&folder, &["check", "--checklist=a"]), ["--checklist=avg-art28"]);
    assert_eq!(offered_in(&folder, &["schema", "extract", "-c", "a"]), ["avg-art28"]);
    assert_eq!(offered(&["check", "--set", ""]), ["breach-deadline=", "deletion-term="]);
    assert_eq!(offered(&["check", "--set", "br"]), ["breach-deadline="]);
    // Those of the checklists that the line asks for already.
    for asked in [&["-c", "small.yaml"][..], &["-csmall.yaml"], &["-c=small.yaml"], &["--checklist=small.yaml"]] {
        let words = [&["check"], asked, &["--set", ""]].concat();
        assert_eq!(offered_in(&folder, &words), ["seal-height="], "{asked:?}");
    }
    for words in [&["test", "small.yaml"][..], &["test", "--lang", "nl", "small.yaml"]] {
        assert_eq!(offered_in(&folder, &[words, &["--set", ""]].concat()), ["seal-height="], "{words:?}");
    }
    assert_eq!(offered(&["test", "--set", ""]), ["breach-deadline=", "deletion-term="]);
    let ids = offered_in(&folder, &["explain", "-c", "small.yaml", ""]);
    assert!(["small", "seal-height", "house-seal", "house"].iter().all(|id| has(&ids, id)), "{ids:?}");
    assert!(!has(&ids, "avg-art28"), "explain does not look there");
    let both = offered_in(&folder, &["check", "-c", "avg-art28", "-c", "small.yaml", "--set", ""]);
    assert_eq!(both, ["breach-deadline=", "deletion-term=", "seal-height="]);
}

#[test]
fn extracts_are_offered_as_files_and_folders() {
    let folder = Folder::new();
    folder.write("lai media.yaml", "");
    folder.write("map/deep.yml", "");
    folder.write("notes.txt", "");
    folder.write(".hidden.yaml", "");
    folder.write("bel\u{7}.yaml", "");
    assert_eq!(offered_in(&folder, &["check", ""]), [".", "lai media.yaml", "map/"]);
    assert_eq!(offered_in(&folder, &["check", "lai media.yaml", "m"]), ["map/"]);
    let home = run(program().args(["complete", "--", "art28", "check", "~/la"]).env("HOME", folder.path()));
    assert_eq!(home.out, "~/lai media.yaml\t\n", "nothing behind the tab marks a file");
}

#[test]
fn what_is_offered_is_explained_in_the_language() {
    let asked = ["complete", "--", "art28", "check", "-c", "avg"];
    let said = |code: &str| run(program().args(asked).env("ART28_LANG", code)).out;
    assert_eq!(said("nl"), "avg-art28\tArtikel 28 AVG\n");
    assert_eq!(said("en"), "avg-art28\tArticle 28 GDPR\n");
}

#[test]
fn whatever_is_wrong_completion_is_silent() {
    let folder = Folder::new();
    folder.write("broken.yaml", "checklist: [");
    let built_in = ["breach-deadline=", "deletion-term="];
    for checklist in ["broken.yaml", "gone.yaml", "nothing"] {
        assert_eq!(offered_in(&folder, &["check", "-c", checklist, "--set", ""]), built_in, "{checklist}");
    }
    assert_eq!(offered_in(&folder, &["check", "--vocabulary", "gone.yaml", "--set", ""]), built_in);
    for words in
        [&["nonsense", "x"][..], &["check", "--nonsense="], &["completions", "bash", "x"], &["check", "--", "--x"]]
    {
        assert_eq!(offered_in(&folder, words), [""; 0], "{words:?}");
    }
    for arguments in [&["complete"][..], &["complete", "--"]] {
        let run = art28(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
    }
}

#[test]
fn names_for_other_commands_are_offered_once() {
    // Commands that take ids use these; the words of this test run ask for no checklist.
    use art28::complete;
    let values = |candidates: Vec<clap_complete::CompletionCandidate>| {
        let values = candidates.iter().map(|candidate| candidate.get_value().to_string_lossy().into_owned());
        values.collect::<Vec<String>>()
    };
    assert!(has(&values(complete::requirements()), "breach-notification"));
    assert!(has(&values(complete::requirements()), "scc-docking"));
    assert_eq!(values(complete::requirements()).len(), 42 + 45);
    assert!(has(&values(complete::areas()), "subprocessors"));
    assert!(has(&values(complete::topics()), "breach.notification"));
    assert!(has(&values(complete::checklists()), "avg-art28"));
    assert!(has(&values(complete::provisions()), "avg/28/3/h"));
    let built_in = ["avg-art28", "scc-2021-915"]
        .map(|name| fs::read_to_string(root().join(format!("checklists/{name}.yaml"))).expect("it is there"))
        .concat();
    let written = built_in.lines().filter_map(|line| line.trim().strip_prefix("basis: [")?.strip_suffix(']'));
    let written: BTreeSet<String> = written.flat_map(|list| list.split(", ")).map(str::to_owned).collect();
    assert_eq!(values(complete::provisions()).into_iter().collect::<BTreeSet<_>>(), written);
    let ids = values(complete::ids());
    for id in ["breach-notification", "subprocessors", "breach.notification", "avg-art28", "avg/33/2"] {
        assert_eq!(ids.iter().filter(|known| *known == id).count(), 1, "{id}");
    }
}

// --- in real shells, where they are -------------------------------------------------------------------------------------

/// What bash offers for a line, by calling the function that the script registers as bash does: with the line cut into
/// words, and the part that it replaces. And how bash is to treat it: as names of files, or without a blank behind it.
fn bash(folder: &Folder, line: &str, words: &[&str], typed: &str) -> Option<(Vec<String>, String)> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let script = format!(
        "source <(art28 completions bash)\ndeclare -A treated\ncompopt() {{ treated[$2]=1; }}\nCOMP_LINE='{line}'\nCOMP_POINT=${{#COMP_LINE}}\nCOMP_WORDS=({})\n\
         COMP_CWORD={}\nregistered=$(complete -p art28)\n[[ $registered == *'-F _art28 art28' ]] || exit 3\n\
         _art28 art28 '{typed}' ''\nprintf '%s\\n' \"${{!treated[*]}}\" \"${{COMPREPLY[@]}}\"\n",
        quoted.join(" "),
        words.len() - 1
    );
    let run = run(tool("bash", folder)?.args(["--norc", "--noprofile", "-c", &script]));
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{line}");
    let mut lines = run.out.lines().map(str::to_owned);
    let treated = lines.next().expect("a line");
    Some((lines.collect(), treated))
}

#[test]
fn bash_completes() {
    let folder = Folder::new();
    folder.write("lai media.yaml", "");
    folder.write("small.yaml", small_topic_checklist());
    for name in ["notes.yaml", "test/a.yaml"] {
        folder.write(name, "");
    }
    for (line, words, typed, expected) in [
        ("art28 che", &["art28", "che"][..], "che", &["check"][..]),
        (
            "art28 check -c ",
            &["art28", "check", "-c", ""],
            "",
            &["avg-art28", "scc-2021-915", "lai media.yaml", "notes.yaml", "small.yaml", "test"],
        ),
        ("art28 check lai\\ m", &["art28", "check", "lai\\ m"], "lai\\ m", &["lai media.yaml"]),
        ("art28 check \"lai m", &["art28", "check", "\"lai m"], "lai m", &["lai media.yaml"]),
        ("art28 check --set br", &["art28", "check", "--set", "br"], "br", &["breach-deadline="]),
        // Bash cuts words at the equals sign, and replaces only what stands behind it.
        ("art28 check --set=br", &["art28", "check", "--set", "=", "br"], "br", &["breach-deadline="]),
        // A command is no folder, whatever there is in this one.
        ("art28 te", &["art28", "te"], "te", &["test"]),
        ("art28 check te", &["art28", "check", "te"], "te", &["test"]),
        ("art28 new extract no", &["art28", "new", "extract", "no"], "no", &["notes.yaml"]),
        ("art28 check --lang=", &["art28", "check", "--lang", "="], "", &["en", "nl"]),
        (
            "art28 check -c small.yaml --set ",
            &["art28", "check", "-c", "small.yaml", "--set", ""],
            "",
            &["seal-height="],
        ),
        (
            "art28 check --checklist=small.yaml --set ",
            &["art28", "check", "--checklist", "=", "small.yaml", "--set", ""],
            "",
            &["seal-height="],
        ),
    ] {
        let Some((offered, treated)) = bash(&folder, line, words, typed) else { return };
        assert_eq!(offered, expected, "{line}");
        let are_files = line != "art28 te" && expected.iter().any(|name| folder.path().join(name).exists());
        let expected = match expected[..] {
            _ if are_files => "filenames",
            [name] if name.ends_with('=') => "nospace",
            _ => "",
        };
        assert_eq!(treated, expected, "{line}");
    }
}

#[test]
fn fish_completes() {
    let folder = Folder::new();
    folder.write("lai media.yaml", "");
    for (line, expected) in [
        ("art28 che", "check\tJudge extracts and print the gap table\n"),
        (
            "art28 check --set del",
            "deletion-term=\tLatest time within which the processor deletes or returns after the end\n",
        ),
        ("art28 check lai\\\\ m", "lai media.yaml\n"),
        ("art28 check \\\"lai m", "lai media.yaml\n"),
    ] {
        let Some(mut fish) = tool("fish", &folder) else { return };
        let script = format!("art28 completions fish | source; complete --do-complete \"{line}\"");
        let run = run(fish.args(["--no-config", "-c", &script]));
        assert_eq!((run.code, run.err.as_str(), run.out.as_str()), (0, "", expected), "{line}");
    }
}

#[test]
fn zsh_reads_the_script() {
    let folder = Folder::new();
    let Some(mut zsh) = tool("zsh", &folder) else { return };
    let script = "autoload -U compinit; compinit -u -D; source <(art28 completions zsh); print ${_comps[art28]}";
    let run = run(zsh.args(["-f", "-c", script]));
    assert_eq!((run.code, run.err.as_str(), run.out.as_str()), (0, "", "_art28\n"));
}

#[test]
fn unknown_shells_are_refused() {
    let run = art28(&["completions", "tcsh"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("'tcsh'") && run.err.contains("bash, zsh, fish"), "{}", run.err);
}

// --- the manual page ------------------------------------------------------------------------------------------------------

#[test]
fn the_manual_page_has_every_command_and_pleases_the_programs_that_show_it() {
    let page = art28(&["man"]);
    assert_eq!((page.code, page.err.as_str()), (0, ""));
    for part in
        [".TH ART28 1 ", ".SH NAME", ".SH \"ART28 CHECK\"", ".SH \"ART28 NEW\"", "Exit codes:", "annotators\\*(Aq"]
    {
        assert!(page.out.contains(part), "{part} is missing");
    }
    assert!(!page.out.contains("ART28 COMPLETE\"") && !page.out.contains("ART28 HELP"));
    let folder = Folder::new();
    let path = folder.write("art28.1", &page.out);
    for (checker, arguments) in [("mandoc", &["-Tlint", "-Wwarning"][..]), ("groff", &["-man", "-Tutf8", "-ww", "-z"])]
    {
        let Some(mut command) = tool(checker, &folder) else { continue };
        let said = run(command.args(arguments).arg(&path));
        let complaints = |text: &str| text.lines().filter(|line| !line.contains("missing date")).count();
        assert_eq!(complaints(&said.out) + complaints(&said.err), 0, "{checker}: {}{}", said.out, said.err);
    }
}
