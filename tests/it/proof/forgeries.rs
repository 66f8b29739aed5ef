//! Minutes and signatures that are not what they seem.
