//! Gives back the fields of a refused form on every page that is not the form's own; never its secrets.

use std::sync::{Arc, OnceLock};

use uuid::Uuid;

use crate::kit::secret::is_secret;

/// The fields of a form and its token, kept until the request is answered. All [`Chrome`](super::Chrome)s of a request share them.
#[derive(Clone, Debug, Default)]
pub struct GivenBack(Arc<OnceLock<ReturnedForm>>);

#[derive(Debug)]
struct ReturnedForm {
    token: String,
    /// The form had a secret, which is not among the fields.
    had_secret: bool,
    fields: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedField {
    pub name: String,
    pub value: String,
    /// A person wrote it, so the page shows it; any other field is hidden.
    pub written: bool,
}

/// Fields that people type into, even if only a single word or a number. For other fields the value decides, see [`is_written`].
const WRITTEN: &[&str] = &[
    "address",
    "age_from",
    "age_to",
    "call",
    "capacity",
    "cards",
    "code",
    "comment",
    "count",
    "crisis_help",
    "date",
    "email",
    "en",
    "entered",
    "fa",
    "focus",
    "from",
    "help_hours",
    "help_name",
    "help_number",
    "left",
    "minutes",
    "name",
    "note",
    "place",
    "point",
    "practice",
    "purpose",
    "query",
    "question",
    "reason",
    "seats",
    "sign",
    "summary",
    "text",
    "time",
    "until",
    "what",
    "word",
    "words",
];

impl GivenBack {
    /// Keeps a form, to be sent again with this token. Secrets are never kept: the other fields of a form with a secret are shown, but
    /// cannot be sent again, and they are shown only for a form of a signed-in person's page, not where a visitor signs in.
    pub(super) fn keep(&self, token: &str, is_persons: bool, fields: &[(String, String)]) {
        let (secrets, fields): (Vec<_>, Vec<_>) = fields.iter().cloned().partition(|(name, _)| is_secret(name));
        if secrets.is_empty() || is_persons {
            // A request has one form, so the cell is still empty.
            let _ = self.0.set(ReturnedForm { token: token.to_owned(), had_secret: !secrets.is_empty(), fields });
        }
    }

    /// Whether there is a form that can be sent again.
    pub fn is_there(&self) -> bool {
        self.0.get().is_some_and(|form| !form.had_secret)
    }

    /// The token for sending it again.
    pub fn token(&self) -> &str {
        self.0.get().map_or("", |form| &form.token)
    }

    /// With `anew`, the form gets a new id, so that the row with the old id stays as it is.
    pub fn fields(&self, anew: bool) -> Vec<ReturnedField> {
        let fields = self.0.get().map_or(&[][..], |form| &form.fields);
        let value = |name: &str, value: &str| {
            let fresh = anew && name == "id" && value.parse::<Uuid>().is_ok();
            if fresh { Uuid::new_v4().to_string() } else { value.to_owned() }
        };
        fields.iter().map(|(name, v)| ReturnedField { name: name.clone(), value: value(name, v), written: is_written(name, v) }).collect()
    }

    /// The fields that a person typed.
    pub fn written(&self) -> Vec<ReturnedField> {
        self.fields(false).into_iter().filter(|field| field.written).collect()
    }
}

fn is_written(name: &str, value: &str) -> bool {
    let value = value.trim();
    let has_text = !value.is_empty() && value.parse::<Uuid>().is_err();
    has_text && (WRITTEN.contains(&name) || value.contains(|c: char| !c.is_ascii() || c.is_ascii_whitespace()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use regex::Regex;

    use super::*;
    use crate::kit::secret::FIELDS;

    fn kept(fields: &[(&str, &str)]) -> GivenBack {
        let given = GivenBack::default();
        given.keep("t", true, &fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>());
        given
    }

    #[test]
    fn a_single_word_is_shown_and_an_id_is_hidden() {
        let id = Uuid::new_v4().to_string();
        let form = kept(&[("text", "help"), ("id", &id), ("version", "3"), ("another", "کمک"), ("note", " "), ("practice", &id)]);
        let written: Vec<_> = form.fields(false).into_iter().map(|field| field.written).collect();
        assert_eq!(written, [true, false, false, true, false, false]);
        assert_eq!(form.fields(false)[1].value, id);
        assert_ne!(form.fields(true)[1].value, id, "the form gets a new id");
        assert_eq!(form.fields(true)[5].value, id, "only the form's own id changes");
    }

    #[test]
    fn a_form_with_a_secret_is_shown_without_it_and_cannot_be_sent_again() {
        for secret in FIELDS {
            let form = kept(&[("name", "Robin"), (secret, "four lanterns")]);
            assert!(!form.is_there(), "{secret}");
            assert_eq!(form.written().iter().map(|given| &*given.value).collect::<Vec<_>>(), ["Robin"], "{secret}");
        }
    }

    #[test]
    fn every_field_that_people_type_into_is_listed() {
        let mut files = Vec::new();
        let mut folders: Vec<PathBuf> = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() { folders.push(entry) } else { files.push(entry) }
            }
        }
        let field = r#"call field::(?:area|line)\("([a-z_]+)"|call field::day\([^,]+, "([a-z_]+)"|<textarea[^>]* name="([a-z_]+)""#;
        let input = r#"<input(?: id="[^"]*")? name="([a-z_]+)"(?: type="text")? [^t]"#;
        let patterns = [field, input].map(|pattern| Regex::new(pattern).unwrap());
        let mut unknown = Vec::new();
        for text in files.iter().filter_map(|file| fs::read_to_string(file).ok()) {
            for found in patterns.iter().flat_map(|pattern| pattern.captures_iter(&text)) {
                let name = found.iter().skip(1).flatten().next().unwrap().as_str();
                if !WRITTEN.contains(&name) && !is_secret(name) {
                    unknown.push(name.to_owned());
                }
            }
        }
        unknown.sort_unstable();
        unknown.dedup();
        assert!(unknown.is_empty(), "people type into these fields, but they are not in WRITTEN: {unknown:?}");
    }
}
