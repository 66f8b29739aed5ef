//! Texts that many minutes share, held once.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::record::{CertificationKey, SessionKey};

/// Shared texts. Many threads may come to it: each takes hold of it once for each file.
#[derive(Debug, Default)]
pub struct Pool {
    shared: Mutex<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    texts: HashSet<Arc<str>>,
    sessions: HashSet<Arc<SessionKey>>,
    certifications: HashSet<Arc<CertificationKey>>,
}

/// The pool, in one hand.
#[derive(Debug)]
pub(super) struct Hold<'a>(MutexGuard<'a, Shared>);

impl Pool {
    pub(super) fn hold(&self) -> Hold<'_> {
        // What is in it is never half done: a text is there or is not.
        Hold(self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Hold<'_> {
    pub(super) fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.0.texts.insert(Arc::clone(&new));
        new
    }

    pub(super) fn session(&mut self, key: &SessionKey) -> Arc<SessionKey> {
        one(&mut self.0.sessions, key)
    }

    pub(super) fn certification(&mut self, key: &CertificationKey) -> Arc<CertificationKey> {
        one(&mut self.0.certifications, key)
    }
}

fn one<T: Clone + Eq + Hash>(known: &mut HashSet<Arc<T>>, key: &T) -> Arc<T> {
    if let Some(there) = known.get(key) {
        return Arc::clone(there);
    }
    let new = Arc::new(key.clone());
    known.insert(Arc::clone(&new));
    new
}
