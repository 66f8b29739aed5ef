//! Times that cannot be, or are far from what was due. The machine's clock may have been set in the middle: what is
//! found is flagged, and a person looks at it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::anomaly::{Anomaly, Detail, Effect, Kind, TimeFault};
use super::record::{Phase, Record};

/// Beyond half as much again as was due, and by this at least, a phase is far too long.
const FAR: Duration = Duration::from_secs(5 * 60);
/// Minutes round to the second.
const ROUNDING: TimeDelta = TimeDelta::seconds(2);

/// What is wrong with the times of minutes, at this instant.
pub(super) fn anomaly(record: &Record, now: DateTime<Utc>) -> Option<Anomaly> {
    let mut faults: Vec<TimeFault> = record.phases.iter().flat_map(|phase| of_phase(record, phase)).collect();
    let backwards = record.phases.windows(2).filter(|pair| pair[1].started < pair[0].ended);
    faults.extend(backwards.map(|pair| TimeFault::Backwards { phase: pair[1].title.clone() }));
    let ended = record.phases.iter().map(|phase| phase.ended).max();
    faults.extend(ended.is_some_and(|ended| record.drawn_at < ended).then_some(TimeFault::DrawnEarly));
    // A day of grace: clocks differ, and so do the offsets that they are set to.
    let limit = now.checked_add_signed(TimeDelta::days(1)).unwrap_or(now);
    let future = record.drawn_at.to_utc() > limit;
    faults.extend(future.then_some(TimeFault::Future));
    let detail: Vec<_> = faults.into_iter().map(Detail::Time).collect();
    let files = vec![record.file.clone()];
    (!detail.is_empty()).then(|| record.anomaly(Kind::TimeOutOfBounds, Effect::Flagged, files, detail))
}

fn of_phase(record: &Record, phase: &Phase) -> Vec<TimeFault> {
    let title = || phase.title.clone();
    let mut faults = Vec::new();
    let day = phase.started.date_naive();
    if day != record.session.date {
        faults.push(TimeFault::OtherDay { phase: title(), day });
    }
    let went_by = phase.ended - phase.started;
    if went_by < TimeDelta::zero() {
        faults.push(TimeFault::Backwards { phase: title() });
    }
    let used = TimeDelta::from_std(phase.used).unwrap_or(TimeDelta::MAX);
    let far = phase.used > phase.due + (phase.due / 2).max(FAR);
    if used > went_by.max(TimeDelta::zero()) + ROUNDING || far {
        faults.push(TimeFault::TooLong { phase: title(), due: phase.due.as_secs(), used: phase.used.as_secs() });
    }
    faults
}
