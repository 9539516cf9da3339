//! Does nothing: what it takes is what the system takes to start any Rust program of this profile.

fn main() {}
