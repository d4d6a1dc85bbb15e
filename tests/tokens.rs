//! Where tokens begin and end.

use claimgraph::lexis::tokenizer::split_literal;

fn split(s: &str) -> String {
    split_literal(s).join("|")
}

#[test]
fn clitics_hyphens_and_suffixes_are_tokens_of_their_own() {
    assert_eq!(split("They don't know Iran's plan"), "They|do|n't|know|Iran|'s|plan");
    assert_eq!(split("Hamas-led gunmen"), "Hamas|-|led|gunmen");
    assert_eq!(split("35k of 1.9bn, 33,970 and 10-15%"), "35|k|of|1.9|bn|,|33,970|and|10|-|15|%");
    assert_eq!(split("O’Brien said he’d go"), "O’Brien|said|he|’d|go");
}

#[test]
fn abbreviations_keep_their_stop_inside_a_sentence() {
    assert_eq!(split("Mr. Smith of the U.S. left."), "Mr.|Smith|of|the|U.S.|left|.");
    assert_eq!(
        split("J. K. Low met them at 3 p.m. on Monday."),
        "J.|K.|Low|met|them|at|3|p.m.|on|Monday|."
    );
    assert_eq!(split("Mr."), "Mr.");
}

#[test]
fn marks_are_single_tokens() {
    assert_eq!(split("\"We go,\" he said -- US$3"), "\"|We|go|,|\"|he|said|--|US|$|3");
    assert_eq!(split("the G20 and COVID-19"), "the|G20|and|COVID|-|19");
}
