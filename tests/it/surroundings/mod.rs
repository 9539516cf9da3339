//! Hostile surroundings: streams, folders, terminals, clocks and limits that are not as a program would wish.
//!
//! Each case runs the program itself. Where a tool is missing, the test says which and is left out.
#![cfg(unix)]

mod arguments;
mod clock;
mod limits;
mod places;
mod shell;
mod streams;
mod terminal;
mod traced;
