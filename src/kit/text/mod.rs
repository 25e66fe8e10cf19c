//! Text that people write: cleaned when it comes in, folded where it is compared, sorted by its language.

mod canonical;
mod clean;
mod digits;
mod fold;
mod order;

pub use canonical::canonical;
pub use clean::{MAX_BYTES, TextRefusal, clean_line, clean_paragraphs, clip};
pub use digits::{Digits, latin_digits};
pub use fold::fold;
pub use order::sort_by_name;
