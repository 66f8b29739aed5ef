//! The keys of the list of items, of its search and of its guide.

use crossterm::event::KeyCode;

use super::Key::{Code, Shift};
use super::{DOWN, ESCAPE, Key, LEFT, RIGHT, SPACE, Table, UP, digits, knows_not_observed, marks_here};
use crate::app::App;
use crate::app::message::Intent;
use crate::app::screen::Screen;
use crate::text::screens as words;

const TAB: &[Key] = &[Code(KeyCode::Tab)];
const SHIFT_TAB: &[Key] = &[Code(KeyCode::BackTab)];
// A French keyboard has both signs on one key, without AltGr.
const COMPETENCE_BEFORE: &[Key] = &[Code(KeyCode::Char('<')), Shift(KeyCode::Up)];
const COMPETENCE_AFTER: &[Key] = &[Code(KeyCode::Char('>')), Shift(KeyCode::Down)];

impl Table {
    /// The keys of the list wherever items are listed; those of headings where there are some.
    pub(super) fn grid(self, app: &App) -> Self {
        let clear =
            if digits(app).starts_with('0') { words::delete_points(self.lang) } else { words::delete(self.lang) };
        let outline = app.outline();
        let foldable = outline.rows().any(|row| row.item().is_none());
        let criteria = !outline.headings(false).is_empty();
        let marking = matches!(app.screen(), Screen::Hearing { .. });
        let (search, guide) = (words::key_search(self.lang), words::key_guide(self.lang));
        // In the footer only where a grid is too long to be seen at once, and its texts too.
        let table = self
            .row(criteria && marking, "i", &[Code(KeyCode::Char('i'))], Intent::Guide, guide)
            .row(criteria && marking, "/", &[Code(KeyCode::Char('/'))], Intent::Search, search)
            .more(
                &clear,
                &[Code(KeyCode::Delete), Code(KeyCode::Backspace)],
                Intent::Clear,
                if app.on_requirement() { words::key_unknown } else { words::key_clear },
            )
            .only_if(marks_here(app))
            .unmarked()
            .more("← h", LEFT, Intent::Left, words::key_blocks)
            .more("→ l", RIGHT, Intent::Right, words::key_blocks);
        let table = if criteria { table.competences() } else { table };
        let table = if knows_not_observed(app) {
            table
                .more("o", &[Code(KeyCode::Char('o'))], Intent::NotObserved, words::key_not_observed)
                .only_if(marks_here(app))
        } else {
            table
        };
        if foldable {
            table.more("f", &[Code(KeyCode::Char('f'))], Intent::Fold, words::key_fold).more(
                "d",
                &[Code(KeyCode::Char('d'))],
                Intent::FoldAll,
                words::key_fold_all,
            )
        } else {
            table
        }
    }

    fn unmarked(self) -> Self {
        let before = words::shift_tab(self.lang);
        self.more("Tab", TAB, Intent::NextUnmarked, words::key_unmarked).more(
            &before,
            SHIFT_TAB,
            Intent::PreviousUnmarked,
            words::key_before_unmarked,
        )
    }

    fn competences(self) -> Self {
        self.more("<", COMPETENCE_BEFORE, Intent::PreviousCompetence, words::key_competences).more(
            ">",
            COMPETENCE_AFTER,
            Intent::NextCompetence,
            words::key_competences,
        )
    }

    /// Letters are typed; arrows go from hit to hit.
    pub(super) fn search(self) -> Self {
        self.enter(Intent::Accept, words::key_keep)
            .shown("↓", TAB, Intent::Down, words::key_hit)
            .shown("↑", SHIFT_TAB, Intent::Up, words::key_hit_before)
            .escape(words::key_go_back)
            .editing()
    }

    /// The keys that scroll, and those of the screen that mark and move on.
    pub(super) fn guide(self, app: &App) -> Self {
        let lang = self.lang;
        let mark = words::key_mark(lang);
        self.row(true, "↑ ↓", UP, Intent::Up, words::key_scroll(lang))
            .row(false, "", DOWN, Intent::Down, String::new())
            .row(true, "← →", LEFT, Intent::Left, words::key_beside(lang))
            .row(false, "", RIGHT, Intent::Right, String::new())
            .row(true, &digits(app), &[], Intent::Accept, mark)
            .only_if(marks_here(app))
            .shown("Tab", TAB, Intent::NextUnmarked, words::key_unmarked)
            .row(false, "", SHIFT_TAB, Intent::PreviousUnmarked, String::new())
            .row(false, "", COMPETENCE_BEFORE, Intent::PreviousCompetence, String::new())
            .row(false, "", COMPETENCE_AFTER, Intent::NextCompetence, String::new())
            .shown("i", &[Code(KeyCode::Char('i')), Code(KeyCode::Char('q'))], Intent::Back, words::key_back)
            .shown("c", &[Code(KeyCode::Char('c'))], Intent::Comment, words::key_comment)
            .only_if(marks_here(app))
            .row(false, "", ESCAPE, Intent::Back, String::new())
            .row(false, "", &[Code(KeyCode::PageUp)], Intent::PageUp, String::new())
            .row(false, "", &[Code(KeyCode::PageDown)], Intent::PageDown, String::new())
            .row(false, "", &[Code(KeyCode::Home)], Intent::Home, String::new())
            .row(false, "", &[Code(KeyCode::End)], Intent::End, String::new())
            .row(false, "", &[Code(KeyCode::Char('u'))], Intent::Undo, String::new())
            .row(false, "", &[Code(KeyCode::Char('/'))], Intent::Search, String::new())
            .row(false, "", &[Code(KeyCode::Delete), Code(KeyCode::Backspace)], Intent::Clear, String::new())
            .row(false, "", &[Code(KeyCode::Char('o'))], Intent::NotObserved, String::new())
            .row(false, "", SPACE, Intent::Step, String::new())
    }
}
