//! The tables of keys, on every screen and in front of it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{bindings, message, screen_bindings, types_text};
use crate::app::message::{Intent, Message};
use crate::app::tests::driver::{Driver, Key};
use crate::app::tests::large::{heard, large};
use crate::app::tests::whole::closed;
use crate::domain::command::Command;
use crate::domain::marking::{Individual, Marking};
use crate::domain::tests::play::{group_plan, plan};
use crate::text::Lang;

/// The app in every situation that has a table of its own.
pub(crate) fn situations() -> Vec<(&'static str, Driver)> {
    use Intent::{
        Absent, Accept, Add, AdoptAll, Amend, Back, Closing, Comment, Digit, Guide, Help, Home, Incident, Late, Later,
        NextPhase, Paper, Presence, Preside, Quit, Recuse, Refuse, Search, Sheets, Step,
    };
    let after = |mut play: Driver, intents: &[Intent]| {
        play.does(intents.iter().copied());
        play
    };
    let paused = {
        let mut play = after(Driver::started(), &[Step]);
        play.types("alarme").does([Accept]);
        play
    };
    let all = [Digit(3), Digit(3), Digit(3), Digit(3), AdoptAll, Step];
    let reviewed = || after(Driver::deliberating(), &all);
    let passphrase = {
        let mut play = reviewed();
        play.key = Key::Passphrase("exemple");
        after(play, &[Accept, Accept])
    };
    let found = {
        let mut play = after(heard(large(2, 2, 2)), &[Search]);
        play.types("c2");
        play
    };
    vec![
        ("list", Driver::new()),
        ("presence", after(Driver::new(), &[Accept])),
        ("absence", after(Driver::new(), &[Accept, Absent])),
        ("waiting", Driver::seated()),
        ("running", Driver::started()),
        ("paused", paused),
        ("comment", after(Driver::started(), &[Comment])),
        ("help", after(Driver::started(), &[Help])),
        ("question", after(Driver::started(), &[NextPhase])),
        ("quitting", after(Driver::started(), &[Quit])),
        ("search", after(Driver::started(), &[Search])),
        ("guide", after(Driver::started(), &[Guide])),
        ("large", heard(large(2, 2, 2))),
        ("large guide", after(heard(large(2, 2, 2)), &[Guide])),
        ("large search", found),
        ("gap", Driver::started().reopened_after(60)),
        ("deliberation", Driver::deliberating()),
        ("decision", after(Driver::deliberating(), &[Home, Refuse])),
        ("review", reviewed()),
        ("signer", after(reviewed(), &[Accept])),
        ("passphrase", passphrase),
        ("group", after(Driver::on(group_plan()), &[Accept, Accept, Step])),
        ("group, deliberation", {
            let mut play = after(Driver::on(group_plan()), &[Accept, Accept, Step]);
            play.wait(1600).does([NextPhase]).wait(1600).does([NextPhase]);
            play
        }),
        ("group, absent", {
            let mut play = after(Driver::on(group_plan()), &[Accept, Absent]);
            play.types("absent").does([Accept]);
            play
        }),
        ("signed", after(reviewed(), &[Accept, Accept])),
        ("amending", {
            let mut play = after(reviewed(), &[Accept, Accept, Amend]);
            play.types("B1.1").does([Accept]).types("erreur").does([Accept]);
            play
        }),
        ("paper", after(reviewed(), &[Accept, Accept, Paper])),
        ("drawn", {
            let mut play = reviewed();
            play.give(Message::Command(Command::Draw));
            play
        }),
        ("absent", absent()),
        ("late", after(Driver::new(), &[Accept, Late])),
        ("recusal", after(Driver::new(), &[Accept, Recuse])),
        ("presence begun", after(Driver::started(), &[Presence])),
        ("incident", after(Driver::started(), &[Incident])),
        ("order", after(Driver::new(), &[Later])),
        ("president", after(Driver::new(), &[Preside])),
        ("newcomer", after(Driver::new(), &[Add])),
        ("unsettled", after(absent(), &[Back, Closing])),
        ("closing", closed()),
        ("closing signed", after(closed(), &[Accept, Accept, Accept])),
        ("closed", after(closed(), &[Back])),
        ("closed minutes", after(closed(), &[Back, Accept])),
        ("alone", after(alone(), &[Accept, Accept, Step, Sheets])),
        ("alone, sheet", after(alone(), &[Accept, Accept, Step, Sheets, Digit(1)])),
        ("alone, revealed", revealed()),
        ("signed by all", after(reviewed(), &[Accept, Accept, Intent::Toggle])),
    ]
}

fn absent() -> Driver {
    let mut play = Driver::new();
    crate::app::tests::around::absent(&mut play);
    play
}

fn alone() -> Driver {
    let mut plan = plan();
    plan.marking = Marking::Individual(Individual { president_marks: true, codes: false });
    plan.grid.deliberation.casting_vote = true;
    Driver::on(plan)
}

/// Both sheets are sealed, with nothing on them, and put before the jury.
fn revealed() -> Driver {
    let mut play = alone();
    play.does([Intent::Accept, Intent::Accept, Intent::Step]);
    play.wait(1201).does([Intent::NextPhase]).wait(1201).does([Intent::NextPhase]);
    for juror in 1..=2 {
        play.does([Intent::Sheets, Intent::Digit(juror), Intent::Seal, Intent::Accept]);
    }
    play.does([Intent::Reveal]);
    assert!(play.place().starts_with("deliberation"), "{}", play.place());
    play
}

fn press(play: &Driver, code: KeyCode) -> Option<Message> {
    message(&play.app, KeyEvent::new(code, KeyModifiers::NONE))
}

fn intent(play: &Driver, code: KeyCode) -> Option<Intent> {
    match press(play, code)? {
        Message::Intent(intent) => Some(intent),
        _ => None,
    }
}

#[test]
fn no_key_is_bound_twice_in_one_table() {
    for (name, play) in situations() {
        for table in [bindings(&play.app, Lang::Fr), screen_bindings(&play.app, Lang::Fr)] {
            let keys: Vec<_> = table.iter().flat_map(|binding| binding.keys).collect();
            for (place, key) in keys.iter().enumerate() {
                assert!(!keys[..place].contains(key), "{name}: {key:?} is bound twice");
            }
        }
    }
}

#[test]
fn every_binding_that_is_shown_has_its_words() {
    for (name, play) in situations() {
        for lang in [Lang::Fr, Lang::En] {
            let table = bindings(&play.app, lang);
            for binding in table.iter().filter(|binding| binding.footer) {
                assert!(!binding.label.trim().is_empty(), "{name}, {lang}: {} says nothing", binding.name);
                assert!(!binding.name.trim().is_empty(), "{name}, {lang}: {} has no name", binding.label);
            }
            assert!(table.iter().any(|binding| binding.footer), "{name}, {lang}: the footer is empty");
        }
        let help = screen_bindings(&play.app, Lang::Fr);
        assert!(help.iter().all(|binding| !binding.label.is_empty() && !binding.name.is_empty()), "{name}");
    }
}

/// A key that could do nothing is named nowhere; pressed, it says why.
#[test]
fn what_is_refused_is_not_offered() {
    use Intent::{Accept, Add, Back, Comment, Digit, Earlier, Incident, Later, Preside, Reveal, Sheets, Step, Undo};
    let offered = |play: &Driver, sought: Intent| {
        let table = screen_bindings(&play.app, Lang::Fr);
        let found = table.iter().find(|binding| binding.intent == sought).unwrap();
        assert!(found.offered || !found.footer, "{sought:?}");
        found.offered
    };
    let mut play = alone();
    play.does([Accept, Accept, Step]);
    assert!(!offered(&play, Comment) && !offered(&play, Undo) && !offered(&play, Reveal));
    assert_eq!(intent(&play, KeyCode::Char('c')), Some(Comment));
    play.does([Sheets, Digit(1)]);
    assert!(offered(&play, Comment) && offered(&play, Undo) && !offered(&play, Reveal));
    let (open, mut closed) = (Driver::new(), closed());
    closed.does([Back]);
    for sought in [Add, Preside, Earlier, Later, Incident] {
        assert!(offered(&open, sought) && !offered(&closed, sought), "{sought:?}");
    }
}

#[test]
fn both_languages_have_the_same_keys() {
    for (name, play) in situations() {
        let keys = |lang| {
            let table = bindings(&play.app, lang);
            table.into_iter().map(|binding| (binding.keys, binding.intent, binding.footer)).collect::<Vec<_>>()
        };
        assert_eq!(keys(Lang::Fr), keys(Lang::En), "{name}");
    }
}

#[test]
fn digits_mark_also_on_a_french_keyboard_without_shift() {
    let play = Driver::started();
    for (rank, (plain, french)) in "0123456789".chars().zip("à&é\"'(-è_ç".chars()).enumerate() {
        let expected = Intent::Digit(rank);
        assert_eq!(intent(&play, KeyCode::Char(plain)), Some(expected), "{plain}");
        assert_eq!(intent(&play, KeyCode::Char(french)), Some(expected), "{french}");
    }
    assert!(press(&play, KeyCode::Char('ù')).is_none());
}

#[test]
fn in_a_field_letters_are_typed_and_are_no_commands() {
    let fields =
        ["comment", "absence", "decision", "passphrase", "search", "large search", "late", "incident", "newcomer"];
    let mut seen = 0;
    for (name, play) in situations() {
        assert_eq!(types_text(play.app.overlay()), fields.contains(&name), "{name}");
        if !fields.contains(&name) {
            continue;
        }
        seen += 1;
        for c in ('a'..='z').chain("0123456789&é\"'(-è_çà ?!".chars()) {
            let typed = press(&play, KeyCode::Char(c));
            assert!(matches!(&typed, Some(Message::Type(text)) if *text == c.to_string()), "{name}: {c} is {typed:?}");
        }
        assert_eq!(intent(&play, KeyCode::Enter), Some(Intent::Accept));
        assert_eq!(intent(&play, KeyCode::Esc), Some(Intent::Back));
        assert_eq!(intent(&play, KeyCode::Backspace), Some(Intent::Backspace));
        assert_eq!(intent(&play, KeyCode::Left), Some(Intent::Left));
    }
    assert_eq!(seen, fields.len());
}

#[test]
fn the_keys_of_a_large_grid_are_on_every_keyboard() {
    let play = heard(large(2, 2, 2));
    let shifted = |code| match message(&play.app, KeyEvent::new(code, KeyModifiers::SHIFT)) {
        Some(Message::Intent(intent)) => Some(intent),
        _ => None,
    };
    // A French keyboard has these without AltGr; terminals report Shift for some, or not.
    for (key, expected) in [
        ('<', Intent::PreviousCompetence),
        ('>', Intent::NextCompetence),
        ('/', Intent::Search),
        ('f', Intent::Fold),
        ('d', Intent::FoldAll),
        ('i', Intent::Guide),
    ] {
        assert_eq!(intent(&play, KeyCode::Char(key)), Some(expected), "{key}");
        assert_eq!(shifted(KeyCode::Char(key)), Some(expected), "{key}");
        assert_eq!(intent(&play, KeyCode::Char(key.to_ascii_uppercase())), Some(expected), "{key} with Caps Lock");
    }
    assert_eq!(shifted(KeyCode::Up), Some(Intent::PreviousCompetence));
    assert_eq!(shifted(KeyCode::Down), Some(Intent::NextCompetence));
    assert_eq!(shifted(KeyCode::BackTab), Some(Intent::PreviousUnmarked));
    assert_eq!(intent(&play, KeyCode::BackTab), Some(Intent::PreviousUnmarked));
    // Where Shift means nothing it changes nothing.
    assert_eq!(shifted(KeyCode::Left), Some(Intent::Left));
    let small = Driver::started();
    assert_eq!(intent(&small, KeyCode::Char('f')), None);
    assert_eq!(intent(&small, KeyCode::Char('/')), Some(Intent::Search));
}

#[test]
fn control_c_leaves_and_in_front_of_a_screen_goes_back() {
    for (name, play) in situations() {
        let pressed = message(&play.app, KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
        let expected = if play.app.overlay().is_some() { Intent::Back } else { Intent::Quit };
        assert!(matches!(pressed, Some(Message::Intent(intent)) if intent == expected), "{name}: {pressed:?}");
    }
}

#[test]
fn a_letter_with_control_or_alt_is_not_the_letter() {
    let play = Driver::started();
    for modifier in [KeyModifiers::CONTROL, KeyModifiers::ALT] {
        for c in ['n', 'e', 'a', 's', 'u', '1'] {
            assert!(message(&play.app, KeyEvent::new(KeyCode::Char(c), modifier)).is_none(), "{modifier:?} {c}");
        }
    }
}

#[test]
fn space_is_what_comes_next() {
    let step = |name: &str| {
        let (_, play) = situations().into_iter().find(|(each, _)| *each == name).unwrap();
        let mut play = play;
        let Some(message) = press(&play, KeyCode::Char(' ')) else { return String::new() };
        play.give(message);
        play.place()
    };
    assert_eq!(step("list"), "presence xx");
    assert_eq!(step("presence"), "hearing B1.1");
    assert_eq!(step("running"), "hearing B1.1 + why Pause: \"\"");
    assert_eq!(step("review"), "review + signer ana");
    assert_eq!(step("signer"), "review");
    assert_eq!(step("signed"), "list C2");
}
