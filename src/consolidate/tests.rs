//! What is told of what was received.
