//! The rooms of which something was to be received.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::anomaly::{Anomaly, Detail, Effect, Kind};
use super::gather::SessionName;
use crate::domain::folded::fold;

/// The rooms that were expected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expected {
    /// Each of them.
    pub rooms: Vec<ExpectedRoom>,
}

/// A room of which something was to be received; what the list does not say may be anything.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExpectedRoom {
    /// The room.
    pub room: String,
    /// The day.
    pub date: Option<NaiveDate>,
    /// The code of the certification.
    pub certification: Option<String>,
    /// The name of the session.
    pub session: Option<String>,
}

impl Expected {
    /// The rooms of which nothing came, among these sessions and their certifications.
    pub(super) fn missing(&self, received: &[(SessionName, &str)]) -> Vec<Anomaly> {
        let came = |room: &&ExpectedRoom| received.iter().any(|(session, code)| room.is(session, code));
        let missing: BTreeSet<&ExpectedRoom> = self.rooms.iter().filter(|room| !came(room)).collect();
        missing.into_iter().map(ExpectedRoom::anomaly).collect()
    }
}

impl ExpectedRoom {
    fn is(&self, session: &SessionName, certification: &str) -> bool {
        let same = |said: Option<&str>, found: &str| said.is_none_or(|said| fold(said) == fold(found));
        fold(&self.room) == fold(&session.room)
            && self.date.is_none_or(|date| date == session.date)
            && same(self.session.as_deref(), &session.name)
            && (certification.is_empty() || same(self.certification.as_deref(), certification))
    }

    fn anomaly(&self) -> Anomaly {
        let Self { room, date, certification, .. } = self.clone();
        let detail = Detail::Expected { room, date, certification };
        Anomaly::of(Kind::RoomMissing, Effect::Missing, Vec::new(), vec![detail])
    }
}
