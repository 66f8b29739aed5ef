//! Signatures that are odd on the curve.

use super::{Bench, KIND, Parts, public_line, typed};

/// The order of the curve's base point, the least byte first.
const ORDER: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

/// The points of small order, in each of their spellings.
const SMALL: [&str; 14] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
];

/// Signatures of [`TEXT`](super::TEXT) worked out with a key whose secret is known: the name, the key, R, S. Each
/// satisfies the equation of Ed25519; the last one only when it is multiplied by eight.
const WORKED_OUT: [(&str, &str, &str, &str); 4] = [
    (
        "R of small order",
        "ba24acf52324fd99ed3dcceb12309adc6ba8d7a7422ccea3e75e1ad3bf63d2e6",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "94010e035e798496f49e6c97f257bfcb34f927d2fa357e9ecbe5728c7d2bf90d",
    ),
    (
        "a key of mixed order",
        "0fd79d859029c739b98c06649113e945155266f9accab2e5660142c3670d251a",
        "5866666666666666666666666666666666666666666666666666666666666666",
        "acf1a92b078be05acd4bca7ebc13dbce232e180ba586e45305fbcb0cbbc1bc0c",
    ),
    (
        "a key of mixed order and R of small order",
        "0fd79d859029c739b98c06649113e945155266f9accab2e5660142c3670d251a",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "7343533815c2f716febf9ffa79a42980ee33bbcfed08f8078a6da74810be610d",
    ),
    (
        "true only when multiplied by eight",
        "ba24acf52324fd99ed3dcceb12309adc6ba8d7a7422ccea3e75e1ad3bf63d2e6",
        "98519eadf35b995233b51b5cd23e9cc5a28b639b5a4af0ec903cb960d81b7819",
        "6846d156b32a6aeaefc131382da45b70df6197dd771942fc6df7cf70f895c107",
    ),
];

fn bytes(hexadecimal: &str) -> Vec<u8> {
    (0..hexadecimal.len()).step_by(2).map(|at| u8::from_str_radix(&hexadecimal[at..at + 2], 16).unwrap()).collect()
}

/// A number and the order of the base point, added; none where that does not fit.
fn plus_order(number: &[u8]) -> Option<Vec<u8>> {
    let mut carry = 0;
    let add = |(a, b): (&u8, u8)| {
        let sum = u16::from(*a) + u16::from(b) + carry;
        carry = sum >> 8;
        sum.to_le_bytes()[0]
    };
    let sum: Vec<u8> = number.iter().zip(bytes(ORDER)).map(add).collect();
    (carry == 0).then_some(sum)
}

/// Each with its name, the line of its key, and the signature.
pub(super) fn odd(bench: &Bench, sound: &Parts) -> Vec<(String, String, Vec<u8>)> {
    let own = bench.juror.verifying_key().to_bytes();
    let with = |name: String, key: &[u8], r: &[u8], s: &[u8]| {
        let signature = typed(KIND, &[r, s].concat());
        (name, public_line(key), Parts { key: typed(KIND, key), signature, ..sound.clone() }.armoured())
    };
    let (r, s) = sound.signature[sound.signature.len() - 64..].split_at(32);
    let zero = [0; 32];
    let more = std::iter::successors(plus_order(s), |number| plus_order(number));
    let mut all: Vec<_> = (1..).zip(more).map(|(times, s)| with(format!("S + {times} L"), &own, r, &s)).collect();
    assert!(all.len() > 10, "the same number modulo the order, in all its spellings");
    for bit in 0..8 {
        let mut high = s.to_vec();
        high[31] ^= 1 << bit;
        all.push(with(format!("bit {bit} of the last byte of S"), &own, r, &high));
    }
    all.push(with("S = L".to_owned(), &own, r, &bytes(ORDER)));
    for key in SMALL {
        for point in SMALL {
            all.push(with(format!("key of small order {key} R {point}"), &bytes(key), &bytes(point), &zero));
        }
    }
    for point in SMALL {
        all.push(with(format!("R {point}"), &own, &bytes(point), s));
        all.push(with(format!("R {point} and S = 0"), &own, &bytes(point), &zero));
    }
    all.extend(WORKED_OUT.map(|(name, key, r, s)| with(name.to_owned(), &bytes(key), &bytes(r), &bytes(s))));
    all
}
