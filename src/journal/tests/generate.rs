//! Sessions that nobody would type, for the properties.

use chrono::{DateTime, FixedOffset};
use proptest::option;
use proptest::prelude::*;

use crate::domain::decision::Outcome;
use crate::domain::event::{Author, Event, Gap};
use crate::domain::id::{BlockCode, CandidateId, ItemCode, MarkCode, MemberId, PhaseId};
use crate::domain::time::{BootId, Stamp};

/// Text that has broken other formats.
const NASTY: &[&str] = &[
    "",
    "\n",
    "\r\n",
    "\0",
    "\u{7f}\u{85}",
    "\u{feff}",
    "\u{2028}\u{2029}",
    "\u{202e}droite",
    "e\u{301}",
    "🎓\u{200d}",
    "\u{10ffff}",
    "\",\"digest\":\"",
    "\"}\n{\"seq\":1,",
    "\\u0000\\",
    "null",
    "=1+1",
];

pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z é’]{0,30}",
        proptest::sample::select(NASTY).prop_map(str::to_owned),
        any::<String>(),
        (any::<String>(), proptest::sample::select(NASTY)).prop_map(|(text, nasty)| text + nasty),
    ]
}

/// A moment to the nanosecond, in any offset of whole minutes.
pub(super) fn stamp() -> impl Strategy<Value = Stamp> {
    let seconds = -2_000_000_000_i64..200_000_000_000;
    (seconds, 0_u32..1_000_000_000, -1439_i32..1440, text(), any::<u64>()).prop_map(
        |(seconds, nanos, offset, boot, uptime)| {
            let utc = DateTime::from_timestamp(seconds, nanos).unwrap();
            let at = utc.with_timezone(&FixedOffset::east_opt(offset * 60).unwrap());
            Stamp { at, boot: BootId(boot), uptime }
        },
    )
}

pub(super) fn member() -> impl Strategy<Value = MemberId> {
    text().prop_map(MemberId::new)
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![Just(Outcome::Validated), Just(Outcome::Refused)]
}

pub(super) fn event() -> impl Strategy<Value = Event> {
    let candidate = text().prop_map(CandidateId::new);
    (candidate, any::<u64>()).prop_flat_map(|(candidate, number)| {
        prop_oneof![
            course(candidate.clone()),
            clock(candidate.clone()),
            sheet(candidate.clone(), number),
            minutes(candidate)
        ]
    })
}

fn course(candidate: CandidateId) -> BoxedStrategy<Event> {
    (Just(candidate), text(), text(), prop::collection::vec(member(), 0..4), 0..7)
        .prop_map(|(candidate, reason, other, members, kind)| match kind {
            0 => Event::SessionOpened {
                session: reason,
                session_digest: other.clone(),
                grid_digest: other.clone(),
                candidates_digest: other,
            },
            1 => Event::HearingOpened { candidate },
            2 => Event::JuryPresent { candidate, members },
            3 => Event::ShortfallAcknowledged { candidate, reason },
            4 => Event::CandidateAbsent { candidate, reason },
            5 => Event::HearingStopped { candidate, reason },
            _ => Event::HearingClosed { candidate },
        })
        .boxed()
}

fn clock(candidate: CandidateId) -> BoxedStrategy<Event> {
    (Just(candidate), text(), stamp(), any::<bool>(), 0..6)
        .prop_map(|(candidate, reason, last_seen, time, kind)| match kind {
            0 => Event::PhaseStarted { candidate, phase: PhaseId::new("presentation") },
            1 => Event::PhasePaused { candidate, reason, since: None },
            2 => Event::PhaseResumed { candidate },
            3 => Event::PhaseEnded { candidate, phase: PhaseId::new("interview") },
            4 => Event::PhaseInterrupted { candidate, last_seen },
            _ => Event::GapSettled { candidate, gap: if time { Gap::Time } else { Gap::Pause } },
        })
        .boxed()
}

fn sheet(candidate: CandidateId, record: u64) -> BoxedStrategy<Event> {
    let author = Author::Jury;
    (Just(candidate), text(), option::of(text()), outcome(), option::of(outcome()), 0..4)
        .prop_map(move |(candidate, text, some, outcome, proposed, kind)| match kind {
            0 => Event::MarkSet {
                candidate,
                author: author.clone(),
                item: ItemCode::new(text),
                mark: some.map(MarkCode::new),
            },
            1 => Event::CommentSet { candidate, author: author.clone(), item: ItemCode::new("B1.1"), text },
            2 => Event::BlockDecided { candidate, block: BlockCode::new(text), outcome, proposed, reason: some },
            _ => Event::Undone { candidate, record },
        })
        .boxed()
}

fn minutes(candidate: CandidateId) -> BoxedStrategy<Event> {
    (Just(candidate), any::<u32>(), member(), text(), any::<bool>())
        .prop_map(|(candidate, version, signer, key, signed)| {
            if signed {
                let (toml_digest, csv_digest) = (key.clone(), key.clone());
                Event::MinutesSigned { candidate, version, signer, key, toml_digest, csv_digest }
            } else {
                Event::MinutesDrawn { candidate, version }
            }
        })
        .boxed()
}

/// The events of one `append`, with when and by whom.
pub(super) type Call = (Stamp, MemberId, Vec<Event>);

pub(super) fn calls(most: usize) -> impl Strategy<Value = Vec<Call>> {
    prop::collection::vec((stamp(), member(), prop::collection::vec(event(), 0..4)), 0..most)
}

/// A call that is always the same, where what is written does not matter.
pub(super) fn comment(text: &str) -> Call {
    let stamp = Stamp {
        at: DateTime::parse_from_rfc3339("2027-06-14T09:00:00.123+02:00").unwrap(),
        boot: BootId("boot".into()),
        uptime: 1,
    };
    let event = Event::CommentSet {
        candidate: CandidateId::new("C-017"),
        author: Author::Jury,
        item: ItemCode::new("B1.1"),
        text: text.into(),
    };
    (stamp, MemberId::new("claire.moreau"), vec![event])
}
