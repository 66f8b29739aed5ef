//! The session as a whole: the order, the presidency, newcomers, the closing.

use super::around::{absent, signed};
use super::driver::{Driver, Key};
use crate::app::message::Intent::{
    Accept, Add, Amend, Back, Closing, Delete, Down, Earlier, End, Help, Home, Incident, Later, NextUnmarked, Paper,
    Postpone, Preside, PreviousUnmarked, Step, Toggle, Up,
};
use crate::app::message::{Intent, Message, Notice};
use crate::app::newcomer::Field;
use crate::app::screen::Overlay;
use crate::domain::candidate::Accommodation;
use crate::domain::command::{Command, Refusal};
use crate::domain::event::Event;
use crate::domain::id::{BlockCode, CandidateId, MemberId};

fn order(play: &Driver) -> Vec<&str> {
    play.app.session().plan().candidates.iter().map(|candidate| candidate.id.as_str()).collect()
}

/// Both candidates are settled: the one signed, the other absent; nobody is before the jury.
fn settled() -> Driver {
    let mut play = signed();
    play.does([Accept]).leads_to("list C2 · saved 16");
    absent(&mut play);
    play.does([Accept, Accept, Accept]).leads_to("list C2 · saved 22");
    play
}

/// The session is closed.
pub(crate) fn closed() -> Driver {
    let mut play = settled();
    play.does([Closing, Accept]).leads_to("closing · saved 23");
    play
}

#[test]
fn another_member_presides_for_a_reason() {
    let mut play = Driver::new();
    play.does([Preside]).leads_to("list C1 + Preside bob · saved 0");
    play.does([Accept]).leads_to("list C1 + why Preside(MemberId(\"bob\")): \"\" · saved 0");
    play.types("souffrante").does([Accept]).leads_to("list C1 · saved 2");
    assert_eq!(play.app.session().president(), &MemberId::new("bob"));
    // Who presides signs with a key: it is said before a reason is asked for.
    let mut keyless = play.app.session().plan().clone();
    keyless.jury.members[1].public_key = None;
    let mut play = Driver::on(keyless);
    play.does([Preside, Accept]).leads_to("list C1 + Preside bob · saved 0");
    play.saying(&Notice::Refused(Refusal::KeyNeeded(MemberId::new("bob"))));
}

#[test]
fn a_candidate_is_moved_and_the_reason_asked_for_once() {
    let mut play = Driver::new();
    play.does([Later]).leads_to("list C1 + order 0 1 · saved 0");
    play.does([Later, Up, Up]).leads_to("list C1 + order 0 0 · saved 0");
    play.does([Accept]).leads_to("list C1 · saved 0");
    play.does([Later, Back]).leads_to("list C1 · saved 0");
    play.does([Later, Accept]).leads_to("list C1 + why Move(CandidateId(\"C1\"), None): \"\" · saved 0");
    play.types("bloqué dans le train").does([Accept]).leads_to("list C1 · saved 2");
    assert_eq!(order(&play), ["C2", "C1"]);
    play.does([Earlier, Accept]).types("arrivé").does([Accept]).leads_to("list C1 · saved 3");
    assert_eq!(order(&play), ["C1", "C2"]);
    play.does([Down, Accept, Accept, Back, Earlier]).leads_to("list C2 · saved 6");
    play.saying(&Notice::Refused(Refusal::CannotMove(CandidateId::new("C2"))));
}

#[test]
fn every_place_of_the_order_is_reached() {
    let ids = ["C1", "C2", "C3", "C4"];
    for (from, to) in (0..4).flat_map(|from| (0..4).map(move |to| (from, to))).filter(|(from, to)| from != to) {
        let mut four = Driver::new().app.session().plan().clone();
        for id in &ids[2..] {
            let mut more = four.candidates[0].clone();
            more.id = CandidateId::new(*id);
            four.candidates.push(more);
        }
        let mut play = Driver::on(four);
        play.does(std::iter::repeat_n(Down, from));
        let keys = if to > from { vec![Later; to - from] } else { vec![Earlier; from - to] };
        play.does(keys).does([Accept]).types("motif").does([Accept]);
        let mut expected = ids.to_vec();
        let moved = expected.remove(from);
        expected.insert(to, moved);
        assert_eq!(order(&play), expected, "{from} to {to}");
        play.leads_to(&format!("list {} · saved 2", ids[from]));
    }
}

#[test]
fn a_newcomer_is_added_field_by_field() {
    let mut play = Driver::new();
    play.does([Add]).leads_to("list C1 + newcomer Id: \"\" · saved 0");
    play.does([Accept]).leads_to("list C1 + newcomer Id: \"\" · saved 0");
    play.saying(&Notice::Refused(Refusal::Incomplete));
    play.types("C2").does([NextUnmarked]).leads_to("list C1 + newcomer Id: \"C2\" · saved 0");
    play.saying(&Notice::Refused(Refusal::TakenIdentifier(CandidateId::new("C2"))));
    play.types("0").does([Accept]).leads_to("list C1 + newcomer FamilyName: \"\" · saved 0");
    play.types("Petit").does([Accept]).types("Lou").does([NextUnmarked]);
    play.leads_to("list C1 + newcomer Blocks: \"B1 B2\" · saved 0");
    play.types(" B9").does([Accept]).leads_to("list C1 + newcomer Blocks: \"B1 B2 B9\" · saved 0");
    play.saying(&Notice::Refused(Refusal::UnknownBlock(BlockCode::new("B9"))));
    play.does([Home]).does([Delete; 8]).types("b2").does([Accept]);
    play.leads_to("list C1 + newcomer Third: \"\" · saved 0");
    play.types(" ").does([Accept]).types("passeport").does([Accept]);
    play.leads_to("list C1 + newcomer Reason: \"\" · saved 0");
    play.does([Accept]).saying(&Notice::Refused(Refusal::ReasonNeeded));
    play.types("inscription tardive").does([Accept]).leads_to("list C20 · saved 2");
    let added = play.app.session().plan().candidates[2].clone();
    assert_eq!((added.name().as_str(), added.blocks.as_slice()), ("Lou Petit", &[BlockCode::new("B2")][..]));
    assert_eq!(added.accommodation, Accommodation::THIRD);
    play.does([Accept]).leads_to("presence xx · saved 3");
}

#[test]
fn a_form_goes_back_to_what_is_missing_and_is_not_lost_by_one_key() {
    let mut play = Driver::new();
    play.does([Add, Back]).leads_to("list C1 · saved 0");
    play.does([Add]).does([Down; 9]).leads_to("list C1 + newcomer Reason: \"\" · saved 0");
    play.types("oubli").does([Accept]).leads_to("list C1 + newcomer Id: \"\" · saved 0");
    play.saying(&Notice::Refused(Refusal::Incomplete));
    play.types("C3").does([Accept, Accept]).leads_to("list C1 + newcomer FamilyName: \"\" · saved 0");
    play.does([Up]).leads_to("list C1 + newcomer Id: \"C3\" · saved 0");
    play.does([PreviousUnmarked]).leads_to("list C1 + newcomer Id: \"C3\" · saved 0");
    play.does([Back]).leads_to("list C1 + newcomer Id: \"C3\" · saved 0").saying(&Notice::UnsavedForm);
    play.types("0").does([Back]).leads_to("list C1 + newcomer Id: \"C30\" · saved 0");
    play.does([Back]).leads_to("list C1 · saved 0");
}

#[test]
fn yes_or_no_is_said_by_a_letter_or_changed_by_space() {
    let mut play = Driver::new();
    play.does([Add]).does([Down; 4]);
    let third = |play: &Driver| match play.app.overlay() {
        Some(Overlay::Newcomer(form)) if form.field() == Field::Third => form.third(),
        other => panic!("{other:?}"),
    };
    for (typed, expected) in [(" ", true), (" ", false), ("o", true), ("y", true), ("z", true), ("n", false)] {
        play.types(typed);
        assert_eq!(third(&play), expected, "after {typed:?}");
    }
}

#[test]
fn a_session_closes_once_everybody_is_settled() {
    let mut play = Driver::new();
    play.does([Closing]).leads_to("list C1 · saved 0").saying(&Notice::Refused(Refusal::NotBegun));
    let mut play = signed();
    play.does([Back, Home, Closing]).leads_to("list C2 + unsettled [CandidateId(\"C2\")] · saved 16");
    play.does([Back, Accept, Postpone]).types("malade").does([Accept]).leads_to("list C2 · saved 18");
    play.does([Closing]).leads_to("list C2 + CloseSession? · saved 18");
    play.does([Back]).leads_to("list C2 · saved 18");
    play.does([Closing, Accept]).leads_to("closing · saved 19");
}

#[test]
fn the_closing_is_signed_by_everybody_who_has_a_key() {
    let mut play = closed();
    play.does([Accept]).leads_to("closing + Sign(Closing) ana · saved 23");
    play.key = Key::Passphrase("exemple");
    play.does([Down, Accept]).leads_to("closing + passphrase bob (0) · saved 23");
    play.types("exemple").does([Accept]).leads_to("closing · saved 24");
    play.key = Key::Ready;
    play.does([Toggle]).leads_to("closing · saved 25");
    let signed = &play.app.session().course().closed.as_ref().unwrap().signatures;
    let signers: Vec<&str> = signed.iter().map(|made| made.signer.as_str()).collect();
    assert_eq!(signers, ["bob", "ana"]);
    play.does([Step]).leads_to("closing · saved 25").saying(&Notice::Already);
    // A key that is ready when nobody waits for it signs nothing.
    play.give(Message::Unlocked).leads_to("closing · saved 25");
}

#[test]
fn a_closed_session_is_read_and_nothing_else() {
    let play = closed().reopened_after(3600);
    let mut play = play;
    play.leads_to("list C1 · saved 23");
    play.does([Accept]).leads_to("minutes C1 · saved 23");
    for intent in [Postpone, Intent::Undo, Intent::Digit(1), Step] {
        play.does([intent]).leads_to("minutes C1 · saved 23");
    }
    for intent in [Amend, Toggle, Paper, Incident] {
        play.does([intent]).leads_to("minutes C1 · saved 23").saying(&Notice::Refused(Refusal::SessionClosed));
    }
    play.does([Back]).leads_to("list C1 · saved 23");
    for intent in [Preside, Earlier, Later, Add, Incident] {
        play.does([intent]).leads_to("list C1 · saved 23").saying(&Notice::Refused(Refusal::SessionClosed));
    }
    play.does([End, Accept, Accept]).leads_to("list C2 · saved 23");
    play.does([Closing]).leads_to("closing · saved 23");
    play.does([Help, Back, Back]).leads_to("list C1 · saved 23");
    play.give(Message::Command(Command::Open(CandidateId::new("C1")))).leads_to("list C1 · saved 23");
    play.saying(&Notice::Refused(Refusal::SessionClosed));
    assert!(matches!(play.records.last().map(|record| &record.event), Some(Event::SessionClosed { .. })));
}

#[test]
fn a_hearing_put_off_has_no_minutes_to_read() {
    let mut play = signed();
    play.does([Back, Accept, Postpone]).types("malade").does([Accept]);
    play.does([Closing, Accept, Back, Down, Accept]).saying(&Notice::Refused(Refusal::MinutesNotDrawn));
    assert_eq!(play.place(), "list C2");
}
