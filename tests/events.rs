//! Events and entities of whole texts, through the public interface.

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use claimgraph::Extractor;
use claimgraph::record::{EntityKind, Event, Extraction, Modality};
use std::sync::OnceLock;

fn extract(text: &str) -> Extraction {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    let extractor = EXTRACTOR.get_or_init(|| Extractor::builtin().unwrap());
    extractor.extract_text(text, NaiveDate::from_ymd_opt(2024, 5, 15))
}

fn dated(x: &Extraction) -> Vec<&Event> {
    x.events.iter().filter(|e| e.date.is_some()).collect()
}

fn value(e: &Event) -> &str {
    e.date.as_ref().map_or("", |d| d.time.value.as_str())
}

fn edtf(e: &Event) -> &str {
    e.date.as_ref().and_then(|d| d.time.edtf.as_deref()).unwrap_or("")
}

fn words(f: Option<&claimgraph::record::Field>) -> &str {
    f.map_or("", |f| f.evidence.text.as_str())
}

#[test]
fn an_active_sentence_gives_actor_target_and_date() {
    let x = extract("Masked gunmen attacked the power station near Oruro on Friday.");
    let e = dated(&x)[0];
    assert_eq!((e.r#type.as_str(), value(e)), ("attack", "2024-05-10"));
    assert_eq!(words(e.actor.as_ref()), "Masked gunmen");
    assert_eq!(words(e.target.as_ref()), "the power station");
    assert_eq!(words(e.place.as_ref()), "Oruro");
    assert_eq!(e.plover.as_deref(), Some("ASSAULT"));
}

#[test]
fn a_passive_sentence_turns_the_roles_round() {
    let x = extract("Two surveyors were abducted by smugglers on 3 May.");
    let e = dated(&x)[0];
    assert_eq!((e.r#type.as_str(), value(e)), ("hostage_taking", "2024-05-03"));
    assert_eq!(words(e.actor.as_ref()), "smugglers");
    assert_eq!(words(e.target.as_ref()), "Two surveyors");
}

#[test]
fn a_possessive_date_dates_its_noun_and_not_the_verb() {
    let x = extract("A note about Monday's meeting surprised the delegates.");
    let dated = dated(&x);
    assert_eq!(dated.len(), 1);
    assert_eq!((dated[0].action.text.as_str(), value(dated[0])), ("meeting", "2024-05-13"));
}

#[test]
fn a_noun_of_action_has_its_owner_and_its_target() {
    let x = extract("Sparta's naval blockade of Corinth last week drew criticism.");
    let e = dated(&x)[0];
    assert_eq!(words(e.actor.as_ref()), "Sparta");
    assert_eq!(words(e.target.as_ref()), "Corinth");
    assert_eq!(value(e), "2024-W19");
}

#[test]
fn a_light_verb_leaves_the_type_to_its_noun() {
    let x = extract("Nurses began a hunger strike on Tuesday.");
    let e = dated(&x)[0];
    assert_eq!((e.r#type.as_str(), e.plover.as_deref()), ("protest", Some("PROTEST:hunger")));
    assert_eq!(e.action.text, "began a hunger strike");
}

#[test]
fn since_opens_an_interval() {
    let x = extract("The island has had free elections since 2012.");
    assert_eq!(edtf(dated(&x)[0]), "2012/..");
}

#[test]
fn two_days_of_one_month_are_an_interval() {
    let x = extract("At the meeting on 3-4 September 2023 the board said nothing.");
    assert!(dated(&x).iter().any(|e| edtf(e) == "2023-09-03/2023-09-04"));
}

#[test]
fn what_is_announced_for_a_later_day_is_planned() {
    let x = extract("The envoys will meet in Lima on 30 May.");
    assert!(dated(&x).iter().all(|e| e.modality == Modality::Planned));
}

#[test]
fn a_limit_is_not_the_day_of_a_happening() {
    let x = extract("The shop must stay shut until Friday.");
    assert!(dated(&x).is_empty());
}

#[test]
fn a_demand_is_made_by_whoever_voices_it() {
    let x = extract("Chile said on Monday that Peru must reopen the border.");
    let e = x.events.iter().find(|e| e.plover.as_deref() == Some("REQUEST")).unwrap();
    assert_eq!(words(e.actor.as_ref()), "Chile");
    assert_eq!(words(e.target.as_ref()), "Peru");
}

#[test]
fn a_threat_is_what_would_be_an_attack() {
    let x = extract("Sweden announced that it will bomb the depots.");
    let e = x.events.iter().find(|e| e.r#type == "bombing_strike").unwrap();
    assert_eq!(e.plover.as_deref(), Some("THREATEN"));
    assert_eq!(words(e.actor.as_ref()), "Sweden");
}

#[test]
fn a_person_is_one_entity_under_full_name_surname_and_pronoun() {
    let x = extract(
        "The mayor, Ruth Okafor, opened the bridge on Monday. Ms Okafor thanked the builders. \
         She resigned on Tuesday.",
    );
    let people: Vec<_> = x.entities.iter().filter(|e| e.kind == EntityKind::Person).collect();
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].name, "Ruth Okafor");
    let resigned = x.events.iter().find(|e| e.action.text == "resigned").unwrap();
    let actor = resigned.actor.as_ref().unwrap();
    assert_eq!(actor.entity.as_deref(), Some("ruth-okafor"));
    assert_eq!(actor.norm.as_deref(), Some("Ruth Okafor"));
}

#[test]
fn a_country_its_capital_and_its_officials_stay_three() {
    let x = extract("Peru agreed on Monday. Lima said nothing. Peruvian officials met on Tuesday.");
    let kind = |id: &str| x.entities.iter().find(|e| e.id == id).map(|e| e.kind);
    assert_eq!(kind("peru"), Some(EntityKind::Country));
    assert_eq!(kind("lima"), Some(EntityKind::Place));
    assert_eq!(kind("peruvian-officials"), Some(EntityKind::Officials));
}

#[test]
fn initials_mean_the_name_they_are_made_of() {
    let x = extract("The World Food Programme sent lorries. The WFP gave no figures.");
    let e = x.entities.iter().find(|e| e.name == "World Food Programme").unwrap();
    assert_eq!(e.mentions.len(), 2);
}

#[test]
fn every_entity_of_a_field_is_in_the_list() {
    let x = extract("Chile and Peru signed a treaty in Lima on Monday, Chilean officials said.");
    let known = |id: &str| x.entities.iter().any(|e| e.id == id);
    for e in &x.events {
        for f in [&e.actor, &e.target, &e.place].into_iter().flatten() {
            assert!(f.entity.as_deref().is_none_or(known));
        }
    }
}

#[test]
fn dated_triggers_are_made_only_when_asked_for() {
    let text = "Gunmen attacked the town on 7 May. The killings were condemned.";
    assert_eq!(extract(text).triggers, None);
    let asked = Extractor::builtin().unwrap().with_triggers(true);
    let found = asked.extract_text(text, NaiveDate::from_ymd_opt(2024, 5, 15));
    let triggers: Vec<(&str, Option<&str>)> = found
        .triggers
        .iter()
        .flatten()
        .map(|t| (t.span.text.as_str(), t.anchor.as_deref()))
        .collect();
    let day = |t: &str| triggers.iter().find(|w| w.0 == t).and_then(|w| w.1);
    assert_eq!(day("attacked"), Some("2024-05-07"));
    assert_eq!(day("condemned"), Some("2024-05-07"));
}
