//! User text: cleaned when it arrives, folded where it is compared, sorted by language.

mod alike;
mod canonical;
mod clean;
mod digits;
mod fold;
mod guard;
mod order;
mod plain;
mod script;

pub use alike::{Named, tell_apart, visible_form};
pub use canonical::canonical;
pub use clean::{MAX_BYTES, TextRefusal, clean_line, clean_paragraphs, clip, initial};
pub use fold::fold;
pub use guard::{NamedPlace, named_places, without_names};
pub use order::sort_by_name;
pub use plain::plain;
pub use script::language_of;
