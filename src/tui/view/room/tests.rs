//! The screens of the room as they look.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use super::RoomScreen;
use crate::domain::clean::is_unsafe;
use crate::domain::wording::Wording;
use crate::room::{RoomState, RoomView};
use crate::text::Lang;
use crate::tui::theme::Theme;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 10)];

fn view(state: RoomState, left: Option<i64>) -> RoomView {
    RoomView {
        candidates: vec!["Maëlys N’Guessan".into()],
        phase: left.map(|_| Wording { fr: "Présentation".into(), en: Some("Presentation".into()) }),
        state,
        left,
    }
}

fn draw(view: &RoomView, lang: Lang, coloured: bool, (width, height): (u16, u16)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| RoomScreen { view, lang, theme: Theme::new(coloured) }.draw(frame)).unwrap();
    terminal.backend().buffer().clone()
}

fn rows(buffer: &Buffer) -> Vec<String> {
    let symbol = |x, y| buffer[(x, y)].symbol();
    (0..buffer.area.height).map(|y| (0..buffer.area.width).map(|x| symbol(x, y)).collect()).collect()
}

/// Each row after `|`, or after `>` where something in it is reversed.
fn picture(buffer: &Buffer) -> String {
    let mut text = String::new();
    for (y, row) in (0..).zip(rows(buffer)) {
        let reversed = (0..buffer.area.width).any(|x| buffer[(x, y)].modifier.contains(Modifier::REVERSED));
        text.push_str(if reversed { ">" } else { "|" });
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

fn holds(name: &str, view: &RoomView, lang: Lang, sizes: &[(u16, u16)]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for size in sizes {
        let name = format!("{name}-{}x{}", size.0, size.1);
        let picture = picture(&draw(view, lang, true, *size));
        settings.bind(|| insta::assert_snapshot!(name, picture));
    }
}

#[test]
fn every_state() {
    let states = [
        ("nothing", RoomView::default()),
        ("ready", view(RoomState::Ready, Some(1600))),
        ("running", view(RoomState::Running, Some(1189))),
        ("nearly-over", view(RoomState::NearlyOver, Some(58))),
        ("time-up", view(RoomState::TimeUp, Some(-83))),
        ("paused", view(RoomState::Paused, Some(754))),
        ("deliberation", view(RoomState::Deliberation, None)),
        ("lost", RoomView::lost()),
    ];
    for (name, view) in &states {
        holds(&format!("room-{name}"), view, Lang::Fr, &SIZES);
    }
    holds("room-hours", &view(RoomState::Running, Some(5025)), Lang::Fr, &SIZES);
    for (name, view) in &states {
        holds(&format!("room-{name}-en"), view, Lang::En, &[(40, 10)]);
    }
}

#[test]
fn a_group() {
    let mut view = view(RoomState::Running, Some(1189));
    let more = ["Anaïs Lefèvre", "Côme de La Tour", "Zoé Çelik", "Loïc Martin-Kerbrat"];
    view.candidates.extend(more.map(str::to_owned));
    holds("room-group", &view, Lang::Fr, &SIZES);
}

#[test]
fn windows_too_small_for_the_digits() {
    let view = view(RoomState::Running, Some(1189));
    holds("room-small", &view, Lang::Fr, &[(18, 5), (16, 4), (16, 3), (16, 2), (8, 1), (3, 1)]);
}

/// Nothing panics and nothing is cut at the end of a row, whatever the window; the clock is the last thing to go.
#[test]
fn windows_of_every_size() {
    let mut group = view(RoomState::TimeUp, Some(-4000));
    group.candidates = (0..40).map(|n| format!("Candidat au nom très long {n}")).collect();
    for view in [view(RoomState::Running, Some(1189)), group, RoomView::lost(), RoomView::default()] {
        for width in 1..130 {
            for height in [1, 2, 3, 5, 8, 10, 24, 40] {
                let shown = rows(&draw(&view, Lang::Fr, true, (width, height))).concat();
                let clock = view.left.is_none()
                    || width < 9
                    || ["19:49", "+1:06:40", "█", "▀"].iter().any(|part| shown.contains(part));
                assert!(clock, "no clock in {width}×{height}: {shown}");
            }
        }
    }
}

#[test]
fn without_colours_the_words_still_say_it() {
    for state in [RoomState::NearlyOver, RoomState::TimeUp, RoomState::Paused, RoomState::Lost] {
        let view = view(state, Some(-3));
        let (plain, coloured) = (draw(&view, Lang::Fr, false, (80, 24)), draw(&view, Lang::Fr, true, (80, 24)));
        assert_eq!(rows(&plain), rows(&coloured));
        let has_colour = |buffer: &Buffer| buffer.content.iter().any(|c| c.fg != Color::Reset || c.bg != Color::Reset);
        assert!(!has_colour(&plain) && has_colour(&coloured), "{state:?}");
    }
}

#[test]
fn a_hostile_name_moves_nothing() {
    let mut view = view(RoomState::Running, Some(1189));
    view.candidates = vec!["\u{1b}[2JAna\u{202e}ïs\nX".into(), "B\u{200b}ea".into()];
    view.phase = Some(Wording { fr: "Prés\u{1b}]0;x\u{7}entation".into(), en: None });
    for size in [(80, 24), (40, 6), (12, 4)] {
        let shown = rows(&draw(&view, Lang::Fr, true, size)).concat();
        assert!(!shown.chars().any(is_unsafe), "{shown:?}");
    }
}
