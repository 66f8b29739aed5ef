//! The screens as they look, on the example session and a clock that stands still.
//!
//! In a snapshot `>` stands before the rows that are shown reversed, and the last line tells where the terminal's
//! cursor is, if it is shown.

use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::{Backend as _, TestBackend};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use super::View;
use crate::app::message::Intent::{
    Accept, AdoptAll, Back, Comment, Digit, Down, End, Fold, FoldAll, Guide, Help, Home, NewLine, NextCompetence,
    NextMember, NextPhase, NextUnmarked, PageDown, Refuse, Right, Search, Step, Stop, Up,
};
use crate::app::message::Message;
use crate::app::tests::driver::{Driver, Key};
use crate::app::tests::large;
use crate::clerk::read_folder;
use crate::domain::clean::is_unsafe;
use crate::domain::session::Plan;
use crate::text::Lang;
use crate::tui::keymap::tests::situations;
use crate::tui::theme::Theme;

mod alone;
mod around;

fn plan() -> Plan {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/exemple")).unwrap().plan
}

/// Draws the app in a window of this size: the cells, and the cursor if it is shown.
fn draw(play: &Driver, lang: Lang, (width, height): (u16, u16)) -> (Buffer, Option<(u16, u16)>) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| View { app: &play.app, lang, theme: Theme::new(true) }.draw(frame)).unwrap();
    let shown = terminal.backend().cursor_visible();
    let position = terminal.backend_mut().get_cursor_position().unwrap();
    (terminal.backend().buffer().clone(), shown.then_some((position.x, position.y)))
}

fn picture(play: &Driver, lang: Lang, size: (u16, u16)) -> String {
    let (buffer, cursor) = draw(play, lang, size);
    let mut text = String::new();
    for y in 0..size.1 {
        let reversed = buffer[(0, y)].modifier.contains(Modifier::REVERSED);
        let mut row = String::from(if reversed { ">" } else { "|" });
        // The cell after a wide character is its second half.
        let mut skip = 0;
        for x in 0..size.0 {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                row.push_str(symbol);
            }
            skip = if skip == 0 { super::parts::width(symbol).saturating_sub(1) } else { skip - 1 };
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    match cursor {
        Some((x, y)) => format!("{text}cursor: {x},{y}\n"),
        None => text,
    }
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Holds a screen against its pictures in French, in both sizes.
fn holds(name: &str, play: &Driver) {
    for size in SIZES {
        held(&format!("{name}-{}x{}", size.0, size.1), &picture(play, Lang::Fr, size));
    }
}

fn holds_in_english(name: &str, play: &Driver) {
    held(&format!("{name}-en"), &picture(play, Lang::En, SIZES[0]));
}

fn held(name: &str, picture: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}

fn seated() -> Driver {
    let mut play = Driver::on(plan());
    play.does([Accept, Accept]);
    play
}

/// The first phase has run for four minutes; some items are marked, one has a comment.
fn heard() -> Driver {
    let mut play = seated();
    play.does([Step]).wait(250).does([Digit(3), Digit(4), Digit(2), Comment]);
    play.types("Feuille de route claire, budgets absents.").does([Accept]);
    play
}

/// The phases are over and everything is marked, one item of the first block too low; that block is decided.
fn deliberating() -> Driver {
    let mut play = heard();
    play.wait(1200).does([NextPhase]).wait(1200).does([NextPhase]);
    for _ in 3..play.app.items().len() {
        play.does([NextUnmarked, Digit(3)]);
    }
    play.does([Home, Accept]);
    play
}

/// Everything is decided, once against the rule; the review is shown.
fn reviewed() -> Driver {
    let mut play = deliberating();
    play.does([AdoptAll, Home, Right, Refuse]).types("Tests absents du livrable.").does([Accept, Step]);
    play
}

#[test]
fn candidates() {
    let mut play = reviewed();
    play.does([Accept, Accept, Accept]).does([Down, Down]);
    holds("candidates", &play);
    holds_in_english("candidates", &play);
    holds("candidates-first", &Driver::on(plan()));
}

#[test]
fn presence() {
    let mut play = Driver::on(plan());
    play.does([Accept]);
    holds("presence", &play);
    play.does([Digit(2), Down]);
    holds("presence-short", &play);
    play.does([Accept]).types("Karim Benali est retenu.");
    holds("presence-reason", &play);
}

/// More rules than there is room for: the members stay in sight, and what does not hold comes first.
#[test]
fn presence_with_many_rules() {
    let mut asked = plan();
    let capacity = asked.jury.members[0].capacity.clone();
    let needed = &mut asked.grid.jury.hearing;
    needed.external_percent = 50;
    needed.president_external = true;
    needed.practice_years = vec![(capacity.clone(), 3)];
    needed.not_trainers = vec![asked.jury.members[2].capacity.clone()];
    needed.as_many_women_as_men = vec![capacity];
    let mut play = Driver::on(asked);
    play.does([Accept, Digit(2)]);
    holds("presence-rules", &play);
    let more = play.app.session().plan().jury.members[2].clone();
    let mut crowd = play.app.session().plan().clone();
    crowd.jury.members.extend(std::iter::repeat_n(more, 12));
    let mut play = Driver::on(crowd);
    play.does([Accept]);
    holds("presence-crowd", &play);
}

#[test]
fn hearing_waiting() {
    holds("hearing-waiting", &seated());
}

#[test]
fn hearing_running() {
    let mut play = heard();
    play.does([Up]);
    holds("hearing-running", &play);
    holds_in_english("hearing-running", &play);
}

#[test]
fn hearing_warned_and_over() {
    let mut play = heard();
    play.give(Message::Tick).wait(690).give(Message::Tick);
    holds("hearing-warned", &play);
    play.wait(302).give(Message::Tick);
    holds("hearing-overtime", &play);
}

#[test]
fn hearing_paused() {
    let mut play = heard();
    play.does([Step]).types("alarme incendie").does([Accept]);
    holds("hearing-paused", &play);
}

#[test]
fn fields() {
    let mut play = heard();
    play.does([Step]).types("alarme");
    holds("reason", &play);
    let mut play = heard();
    play.does([Comment]).types("Première ligne, plus longue que la largeur du cadre : elle continue à la ligne.");
    play.does([NewLine]).types("Seconde.");
    holds("comment", &play);
}

#[test]
fn early_question() {
    let mut play = heard();
    play.does([NextPhase]);
    holds("question", &play);
}

#[test]
fn gap() {
    holds("gap", &heard().reopened_after(372));
}

/// The first two of the list are heard together, and marked together on their second item.
fn grouped() -> Driver {
    let mut plan = plan();
    for candidate in &mut plan.candidates[..2] {
        candidate.group = Some("A".to_owned());
    }
    plan.grid.blocks[0].competences[1].common = true;
    Driver::on(plan)
}

#[test]
fn group() {
    let mut play = grouped();
    holds("group-candidates", &play);
    play.does([Accept]);
    holds("group-presence", &play);
    play.does([Accept, Step, NextMember, Down]);
    holds("group-hearing", &play);
    play.does([Digit(3), Stop]).types("malaise").does([Accept, Up, Digit(2)]);
    holds("group-stopped", &play);
    holds_in_english("group-stopped", &play);
    play.wait(1600).does([NextMember, NextPhase]).wait(1600).does([NextPhase, AdoptAll]);
    holds("group-deliberation", &play);
    play.does([Help]);
    holds("group-help", &play);
}

/// Everything of one member is decided and signed; the other's comes next.
#[test]
fn group_signed() {
    let mut play = grouped();
    play.does([Accept, Accept, Step]).wait(1600).does([NextPhase]).wait(1600).does([NextPhase]);
    for _ in 0..play.app.items().len() {
        play.does([NextUnmarked, Digit(3)]);
    }
    play.does([AdoptAll, Step]);
    holds("group-review", &play);
    play.does([Accept, Accept]);
    holds("group-signed", &play);
    play.does([Accept]);
    holds("group-next", &play);
}

#[test]
fn help() {
    let mut play = heard();
    play.does([Help]);
    holds("help", &play);
    let mut play = deliberating();
    play.does([Help]);
    holds("help-deliberation", &play);
}

#[test]
fn deliberation() {
    let mut play = deliberating();
    holds("deliberation", &play);
    play.does([Right, Refuse]).types("Tests absents du livrable.");
    holds("decision-reason", &play);
    play.does([Accept]);
    holds("deliberation-decided", &play);
}

/// Four blocks of eight competences of four criteria: some marks, one comment.
fn large_heard() -> Driver {
    let mut play = large::heard(large::large(4, 8, 4));
    play.wait(250).does([Digit(3), Digit(2), Digit(3), Digit(3), Digit(1), Comment]);
    play.types("Sources citées, datées et comparées.").does([Accept]);
    play
}

#[test]
fn a_large_grid() {
    let mut play = large_heard();
    holds("large", &play);
    play.does([Up, Up, Fold, NextUnmarked, NextCompetence, Fold]);
    holds("large-folded", &play);
    play.does([FoldAll, FoldAll]);
    holds("large-blocks", &play);
    play.does([Search]).types("securite c2");
    holds("large-search", &play);
    play.types("zzz");
    holds("large-search-nothing", &play);
    play.does([Back, Help]);
    holds("large-help", &play);
    play.does([Back, NextUnmarked, Guide]);
    holds("large-guide", &play);
    holds_in_english("large-guide", &play);
}

#[test]
fn a_large_deliberation() {
    let mut play = large_heard();
    play.wait(1200).does([NextPhase]).wait(1200).does([NextPhase]);
    holds("large-deliberation", &play);
    play.does([FoldAll]);
    holds("large-deliberation-folded", &play);
    play.does([Guide]);
    holds("large-deliberation-guide", &play);
}

/// A guide longer than its frame says so, and is scrolled no further than its end.
#[test]
fn a_long_guide_is_scrolled() {
    let mut stage = large::large(1, 1, 2);
    stage.grid.blocks[0].competences[0].criteria[0].indicators = (1..=30).map(|each| format!("point {each}")).collect();
    let mut play = large::heard(stage);
    play.does([Guide, Down, Down]);
    holds("guide-scrolled", &play);
    for (width, height) in SIZES {
        play.does([End]);
        let view = View { app: &play.app, lang: Lang::Fr, theme: Theme::new(true) };
        let (scroll, last) = view.scrolled(ratatui::layout::Rect::new(0, 0, width, height)).unwrap();
        assert!(scroll > last);
        play.give(Message::ScrolledTo(last));
        let whole = picture(&play, Lang::Fr, (width, height));
        assert!(whole.contains("objectifs fixés") && !whole.contains("encore"), "{whole}");
        play.does([Up]);
        let whole = picture(&play, Lang::Fr, (width, height));
        assert!(!whole.contains("objectifs fixés") && whole.contains("encore 1 ligne ↓"), "{whole}");
    }
}

#[test]
fn review() {
    let mut play = reviewed();
    holds("review", &play);
    holds_in_english("review", &play);
    play.does([Accept]);
    holds("signer", &play);
    play.does([Accept]);
    holds("review-signed", &play);
    play.does([PageDown]);
    holds("review-scrolled", &play);
}

#[test]
fn passphrase_is_shown_as_dots() {
    let mut play = reviewed();
    play.key = Key::Passphrase("sésame");
    play.does([Accept, Accept]).types("sésame");
    holds("passphrase", &play);
    for size in SIZES {
        let whole = picture(&play, Lang::Fr, size);
        assert!(whole.contains(" •••••• "), "{whole}");
        assert!(!whole.contains("sésame"), "{whole}");
    }
}

#[test]
fn not_saved() {
    let mut play = heard();
    play.full = true;
    play.does([Digit(1)]);
    holds("not-saved", &play);
}

#[test]
fn too_small() {
    held("too-small-79x24", &picture(&heard(), Lang::Fr, (79, 24)));
    held("too-small-20x5", &picture(&heard(), Lang::Fr, (20, 5)));
}

/// From one second to the next few cells change: the rest is not sent again over a slow link.
#[test]
fn a_second_changes_few_cells() {
    let mut play = heard();
    for _ in 0..3 {
        let (before, _) = draw(&play, Lang::Fr, SIZES[0]);
        play.wait(1).give(Message::Tick);
        let (after, _) = draw(&play, Lang::Fr, SIZES[0]);
        let changed = before.diff(&after).len();
        assert!((1..=18).contains(&changed), "{changed} cells changed");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(24))]
    #[test]
    fn every_screen_is_drawn_at_every_size(width in 1_u16..=200, height in 1_u16..=60) {
        for (_, play) in situations() {
            for lang in [Lang::Fr, Lang::En] {
                draw(&play, lang, (width, height));
            }
        }
        draw(&heard(), Lang::Fr, (width, height));
    }
}

#[test]
fn the_sizes_around_the_smallest_are_drawn() {
    for (name, play) in situations() {
        for size in [(1, 1), (79, 24), (80, 23), (80, 24), (81, 25), (200, 24), (80, 60)] {
            let whole = picture(&play, Lang::Fr, size);
            let small = size.0 < 80 || size.1 < 24;
            assert!(small || whole.contains("enregistr"), "{name} at {size:?}:\n{whole}");
        }
    }
}

const HOSTILE: &str = "mal\u{202e}veillant\u{1b}[31m\u{0}\u{9b}\u{200b}\u{2066}\u{feff}\r\n\u{7}e\u{e0041}";

/// No cell holds anything that [`is_unsafe`] names; the harmless part is there at least so many times.
#[track_caller]
fn is_safe(play: &Driver, times: usize) {
    for lang in [Lang::Fr, Lang::En] {
        for size in SIZES {
            let (buffer, _) = draw(play, lang, size);
            for cell in &buffer.content {
                assert!(!cell.symbol().contains(is_unsafe), "{:?} on {}", cell.symbol(), play.place());
            }
            let whole = picture(play, lang, size);
            let seen = whole.to_lowercase().matches("malveillant").count();
            assert!(seen >= times, "seen {seen} times of {times}:\n{whole}");
        }
    }
}

#[test]
fn what_comes_from_outside_moves_no_cursor_and_turns_no_text() {
    let mut hostile = plan();
    let first = &mut hostile.candidates[0];
    (first.family_name, first.given_name) = (HOSTILE.to_owned(), HOSTILE.to_owned());
    hostile.jury.members[0].name = HOSTILE.to_owned();
    hostile.room = HOSTILE.to_owned();
    let mut play = Driver::on(hostile);
    is_safe(&play, 2);
    play.does([Accept]);
    is_safe(&play, 3);
    play.does([Accept, Step]);
    // What is typed is cleaned; a journal with such a text in it is not believed.
    play.does([Comment]).types(HOSTILE);
    is_safe(&play, 3);
    play.does([Accept]);
    is_safe(&play, 2);
    play.does([Step]).types(HOSTILE);
    is_safe(&play, 3);
    play.does([Accept]);
    is_safe(&play, 3);
    play.does([Stop]).types(HOSTILE).does([Accept]);
    is_safe(&play, 2);
    play.does([Home, Down]);
    is_safe(&play, 3);
}
