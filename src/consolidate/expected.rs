//! The rooms of which something was to be received.

use std::collections::BTreeSet;

use super::anomaly::{Anomaly, Detail, Effect, Kind};
use super::gather::SessionName;
use crate::domain::folded::fold;
use crate::formats::ExpectedRoom;

/// The rooms of which nothing came, among these sessions and their certifications.
pub(super) fn missing(expected: &[ExpectedRoom], received: &[(SessionName, &str)]) -> Vec<Anomaly> {
    let came = |room: &&ExpectedRoom| received.iter().any(|(session, code)| is(room, session, code));
    let missing: BTreeSet<&ExpectedRoom> = expected.iter().filter(|room| !came(room)).collect();
    missing.into_iter().map(anomaly).collect()
}

fn is(room: &ExpectedRoom, session: &SessionName, certification: &str) -> bool {
    let same = |said: Option<&str>, found: &str| said.is_none_or(|said| fold(said) == fold(found));
    same(Some(&room.room), &session.room)
        && room.date.is_none_or(|date| date == session.date)
        && same(room.session.as_deref(), &session.name)
        // What closes a session does not say which certification it was.
        && (certification.is_empty() || same(room.certification.as_deref(), certification))
}

fn anomaly(room: &ExpectedRoom) -> Anomaly {
    let ExpectedRoom { room, date, certification, .. } = room.clone();
    let detail = Detail::Expected { room, date, certification };
    Anomaly::of(Kind::RoomMissing, Effect::Missing, Vec::new(), vec![detail])
}
