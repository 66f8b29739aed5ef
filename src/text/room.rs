//! The words of the clock that the room sees.

use super::{Lang, screens, words};
use crate::room::RoomState;

words! {
    no_terminal() { "le chronomètre de la salle demande un terminal" / "the clock of the room needs a terminal" }
    nothing() { "Aucune soutenance en cours" / "No hearing is open" }
    paused() { "‖ PAUSE" / "‖ PAUSED" }
    nearly_over() { "⚠ bientôt la fin" / "⚠ nearly over" }
    time_up() { "⚠ TEMPS ÉCOULÉ" / "⚠ TIME IS UP" }
    lost() { "Le chronomètre ne suit plus : voir l’écran du jury" / "The clock does not follow any more: see the jury’s screen" }
}

/// What the clock is doing.
pub fn state(lang: Lang, state: RoomState) -> String {
    match state {
        RoomState::Nothing => nothing(lang),
        RoomState::Ready => screens::waiting_phase(lang),
        RoomState::Running => screens::state_running(lang),
        RoomState::NearlyOver => nearly_over(lang),
        RoomState::TimeUp => time_up(lang),
        RoomState::Paused => paused(lang),
        RoomState::Deliberation => screens::deliberation(lang),
        RoomState::Lost => lost(lang),
    }
}
