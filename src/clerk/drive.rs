//! One turn: a message goes in, everything that can be done at once is done, the rest comes out.

use std::collections::VecDeque;
use std::time::Duration;

use super::{Clerk, Unlock, keys};
use crate::app::App;
use crate::app::message::{Effect, Message, Notice};
use crate::domain::time::Stamp;

/// How long a wait of a second takes before it is clear that the machine slept: one under load is late by less.
const NAP: Duration = Duration::from_secs(20);

/// What only a face can do.
#[derive(Debug)]
pub enum Outward {
    /// Tell the user.
    Say(Notice),
    /// Ring the bell.
    Bell,
    /// Make a key ready, then [`Clerk::keep`] it and send [`Message::Unlocked`], or [`Message::SigningFailed`].
    Unlock(Unlock),
    /// Leave.
    Quit,
}

/// After a wait that began then: while time counts, a face waits for a second at most. If the machine slept, that is
/// recorded as a stop of the program is, and asked about.
pub fn woken(app: &mut App, clerk: &mut Clerk, waiting: Stamp, now: &Stamp) -> Vec<Outward> {
    if now.since(&waiting) > NAP { drive(app, clerk, Message::Slept(waiting), now) } else { Vec::new() }
}

/// Gives the app a message and carries out its effects, in order, until only the face's own are left.
pub fn drive(app: &mut App, clerk: &mut Clerk, message: Message, now: &Stamp) -> Vec<Outward> {
    let mut outward = Vec::new();
    let mut effects = VecDeque::from(app.update(message, now));
    while let Some(effect) = effects.pop_front() {
        let answer = match effect {
            Effect::Record(events) => clerk.record(&events, now),
            Effect::WriteAndSign(minutes) => clerk.write_and_sign(&minutes),
            Effect::WriteClosing(closing) => clerk.write_closing(&closing),
            Effect::SignSeal(statement) => clerk.sign_seal(&statement),
            Effect::MakeKey(member, code, why) => keys::make(member, code.as_ref(), why),
            Effect::Unlock(member, secret) => match clerk.unlock(app.session(), &member, secret) {
                Ok(unlock) => {
                    outward.push(Outward::Unlock(unlock));
                    continue;
                }
                Err(fault) => Message::SigningFailed(fault),
            },
            Effect::Say(notice) => {
                outward.push(Outward::Say(notice));
                continue;
            }
            Effect::Bell => {
                outward.push(Outward::Bell);
                continue;
            }
            Effect::Quit => {
                outward.push(Outward::Quit);
                continue;
            }
        };
        effects.extend(app.update(answer, now));
    }
    outward
}
