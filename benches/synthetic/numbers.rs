//! A small generator of numbers: the same seed gives the same numbers, on every machine.

use sha2::{Digest as _, Sha256};

/// An xorshift generator of 64 bits. For variety, not for secrets.
pub(crate) struct Numbers(u64);

impl Numbers {
    /// The numbers of a seed, for one purpose: another purpose gives other numbers.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let bytes = bytes(seed, purpose);
        let state = bytes.iter().take(8).fold(0, |state, byte| state << 8 | u64::from(*byte));
        Self(state.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32
    }

    /// A number below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// True `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these, of which there is at least one.
    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).unwrap_or_default()]
    }
}

/// The 32 bytes of a seed, for one purpose.
pub(crate) fn bytes(seed: u64, purpose: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"soutenance-synthetic/1")
        .chain_update(seed.to_le_bytes())
        .chain_update(purpose)
        .finalize()
        .into()
}
