//! From the deliberation to the next candidate.

use super::driver::{Driver, Key};
use crate::app::message::Intent::{
    Accept, AdoptAll, Back, Backspace, Clear, Digit, Down, End, Home, NextUnmarked, Refuse, Right, Step, Toggle, Undo,
    Validate,
};
use crate::app::message::{Message, Notice, SigningFault, TakenBack};
use crate::domain::command::Refusal;
use crate::domain::id::{BlockCode, MemberId};

/// Every item of the first candidate is marked at the highest level.
fn marked() -> Driver {
    let mut play = Driver::deliberating();
    play.does([Digit(3), Digit(3), Digit(3), Digit(3)]).leads_to("deliberation T1 · saved 11");
    play
}

/// Everything is decided, and the review shown.
fn reviewed() -> Driver {
    let mut play = marked();
    play.does([AdoptAll, Step]).leads_to("review · saved 13");
    play
}

fn block(code: &str) -> BlockCode {
    BlockCode::new(code)
}

#[test]
fn digits_skip_headings() {
    let mut play = Driver::deliberating();
    play.does([Digit(3)]).leads_to("deliberation B1.2 · saved 8");
    play.does([Digit(3)]).leads_to("deliberation B2.1 · saved 9");
    play.does([Digit(3)]).leads_to("deliberation T1 · saved 10");
    play.does([Digit(3)]).leads_to("deliberation T1 · saved 11");
    play.does([NextUnmarked]).saying(&Notice::AllMarked);
    play.does([Home]).leads_to("deliberation [B1] · saved 11");
    play.does([Digit(1)]).leads_to("deliberation [B1] · saved 11").saying(&Notice::NoItemHere);
    play.does([Right, Clear]).leads_to("deliberation [B2] · saved 11").saying(&Notice::NoItemHere);
    play.does([End]).leads_to("deliberation T1 · saved 11");
}

#[test]
fn all_proposals_are_adopted_at_once() {
    let mut play = Driver::deliberating();
    play.does([AdoptAll]).leads_to("deliberation B1.1 · saved 7").saying(&Notice::NothingToAdopt);
    play.does([Digit(3), Digit(3)]);
    // One block has a proposal, the other has none yet.
    play.does([AdoptAll]).leads_to("deliberation B2.1 · saved 10");
    play.does([Digit(1), AdoptAll]).leads_to("deliberation T1 · saved 12");
    play.does([AdoptAll]).leads_to("deliberation T1 · saved 12").saying(&Notice::NothingToAdopt);
}

#[test]
fn a_decision_against_the_rule_asks_why() {
    let mut play = marked();
    play.does([Home, Refuse]).leads_to("deliberation [B1] + why B1 Refused: \"\" · saved 11");
    play.does([Accept]).leads_to("deliberation [B1] + why B1 Refused: \"\" · saved 11");
    play.types("hors sujet").does([Accept]).leads_to("deliberation [B1] · saved 12");
    // By the rule no reason is needed, with the key of the outcome or with the one that adopts.
    play.does([Validate]).leads_to("deliberation [B1] · saved 13");
    play.does([Right, Accept]).leads_to("deliberation [B2] · saved 14");
    play.does([Undo]).leads_to("deliberation [B2] · saved 15");
    play.saying(&Notice::TookBack(TakenBack::Decision(block("B2"))));
}

#[test]
fn a_mark_that_changes_withdraws_the_decision_and_says_so() {
    let mut play = marked();
    play.does([AdoptAll, Home, Down, Digit(1)]).leads_to("deliberation B1.2 · saved 14");
    play.saying(&Notice::Withdrew(block("B1")));
    play.does([Step]).saying(&Notice::Refused(Refusal::Undecided(vec![block("B1")])));
    play.does([Undo, Step]).leads_to("review · saved 15");
}

#[test]
fn nothing_undecided_comes_to_review() {
    let mut play = marked();
    play.does([Step]).leads_to("deliberation [B1] · saved 11");
    play.saying(&Notice::Refused(Refusal::Undecided(vec![block("B1"), block("B2")])));
    play.does([Home, Validate, Step]).leads_to("deliberation [B2] · saved 12");
    play.saying(&Notice::Refused(Refusal::Undecided(vec![block("B2")])));
}

#[test]
fn signing_ends_the_hearing_and_goes_to_the_next_candidate() {
    let mut play = reviewed();
    play.does([Back]).leads_to("deliberation [B1] · saved 13");
    play.does([Step, Accept]).leads_to("review + signer ana · saved 13");
    play.does([Down]).leads_to("review + signer bob · saved 13");
    play.does([Back, Accept, Accept]).leads_to("review · saved 15");
    // Signed: the other may sign too, and nothing changes any more.
    play.does([Undo]).saying(&Notice::Refused(Refusal::MinutesDrawn));
    play.does([Toggle]).leads_to("review · saved 16");
    assert!(play.app.signers().is_empty());
    play.does([Toggle]).leads_to("review · saved 16");
    play.does([Accept]).leads_to("list C2 · saved 17");
    // Without the president's signature there is more to do for this one.
    let mut play = reviewed();
    play.does([Step, Digit(2)]).leads_to("review · saved 15");
    play.does([Back]).leads_to("list C1 · saved 16");
    play.does([Accept]).leads_to("review · saved 17");
}

#[test]
fn a_key_with_a_passphrase_asks_until_it_is_right() {
    let mut play = reviewed();
    play.key = Key::Passphrase("exemple");
    let ana = MemberId::new("ana");
    play.does([Accept, Accept]).leads_to("review + passphrase ana (0) · saved 13");
    play.saying(&Notice::SigningFailed(SigningFault::PassphraseNeeded(ana.clone())));
    play.types("exempel").leads_to("review + passphrase ana (7) · saved 13");
    play.does([Accept]).leads_to("review + passphrase ana (0) · saved 13");
    play.saying(&Notice::SigningFailed(SigningFault::WrongPassphrase(ana)));
    play.types("exemplx").does([Backspace]).types("e").does([Accept]).leads_to("review · saved 15");
    assert!(play.app.session().open().is_some_and(|(_, hearing)| hearing.is_signed()));
}

#[test]
fn a_passphrase_abandoned_signs_nothing_and_draws_nothing() {
    let mut play = reviewed();
    play.key = Key::Passphrase("exemple");
    play.does([Accept, Accept]).types("exemple").does([Back]).leads_to("review · saved 13");
    play.does([Undo]).leads_to("deliberation [B1] · saved 14");
    // Nor does a key that comes when nobody waits for one.
    let mut play = reviewed();
    play.give(Message::Unlocked).leads_to("review · saved 13");
}

#[test]
fn a_key_that_cannot_be_used_closes_nothing() {
    let mut play = reviewed();
    let fault = SigningFault::AgentUnreachable;
    play.key = Key::Fails(fault.clone());
    play.does([Accept, Accept]).leads_to("review · saved 13").saying(&Notice::SigningFailed(fault));
    play.key = Key::Ready;
    play.does([Accept, Accept]).leads_to("review · saved 15");
}

#[test]
fn no_secret_is_printed() {
    let mut play = reviewed();
    play.key = Key::Passphrase("exemple");
    play.does([Accept, Accept]).types("exemple");
    assert_eq!(play.place(), "review + passphrase ana (7)");
    assert!(!format!("{:?}", play.app.overlay()).contains("exemple"));
    let secret = crate::app::message::Secret(zeroize::Zeroizing::new("exemple".to_owned()));
    assert!(!format!("{:?}", Message::Sign(MemberId::new("ana"), Some(secret))).contains("exemple"));
}
