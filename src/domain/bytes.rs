//! The bytes of a text, eight at a time.
//!
//! What is asked of a word of eight is answered in the high bit of each byte, and all other bits are 0.

const HIGH: u64 = of(0x80);
const REST: u64 = of(0x7f);

/// Eight times this byte.
const fn of(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The words of a text, each with the place of its first byte; the last one is filled up with spaces.
#[inline]
pub fn words(text: &str) -> impl Iterator<Item = (usize, u64)> {
    let (whole, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [b' '; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let all = whole.iter().copied().chain((!rest.is_empty()).then_some(last));
    (0..).step_by(8).zip(all.map(u64::from_le_bytes))
}

/// The places of the bytes that an answer names.
#[inline]
pub fn places(answer: u64) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(answer), |answer| Some(answer & answer.wrapping_sub(1)))
        .take_while(|answer| *answer != 0)
        .map(|answer| answer.trailing_zeros() as usize / 8)
}

/// Which bytes are this one.
#[inline]
pub fn equal(word: u64, byte: u8) -> u64 {
    let differs = word ^ of(byte);
    !(((differs & REST) + REST) | differs) & HIGH
}

/// Which bytes are below a space.
#[inline]
pub fn below_space(word: u64) -> u64 {
    !(((word & REST) + of(0x80 - b' ')) | word) & HIGH
}

/// Which bytes begin a character of several bytes.
#[inline]
pub fn lead(word: u64) -> u64 {
    word & (word << 1) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a question answers of each byte of eight, beside another byte than which it can be taken for.
    fn holds(asked: impl Fn(u64) -> u64, plain: impl Fn(u8) -> bool) {
        for (one, other) in (0..=u8::MAX).flat_map(|one| [0, 1, 0x1f, 0x7f, 0x80, 0xff].map(|other| (one, other))) {
            let bytes = [one, other, one, other, other, one, one, other];
            let named: Vec<usize> = places(asked(u64::from_le_bytes(bytes))).collect();
            let due: Vec<usize> = (0..8).filter(|at| plain(bytes[*at])).collect();
            assert_eq!(named, due, "{bytes:?}");
        }
    }

    #[test]
    fn each_byte_is_answered_for_by_itself() {
        holds(below_space, |byte| byte < b' ');
        holds(lead, |byte| byte >= 0xc0);
        for byte in 0..=u8::MAX {
            holds(|word| equal(word, byte), |each| each == byte);
        }
    }

    #[test]
    fn every_byte_of_a_text_is_in_a_word() {
        for length in 0..=17 {
            let text = "abcdefghijklmnopq".get(..length).unwrap();
            let bytes: Vec<u8> = words(text).flat_map(|(_, word)| word.to_le_bytes()).collect();
            let filled = format!("{text:width$}", width = length.next_multiple_of(8));
            assert_eq!((bytes.as_slice(), words(text).count()), (filled.as_bytes(), length.div_ceil(8)));
            assert!(words(text).map(|(from, _)| from).eq((0..length).step_by(8)));
        }
    }
}
