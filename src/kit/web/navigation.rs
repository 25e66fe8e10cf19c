//! The navigation of a signed-in person, the same on every page outside a running session. It follows from the sign-in alone, so that it
//! costs no statement and stands on refused pages too.

use super::page::Chrome;
use crate::key;
use crate::kit::i18n::MessageKey;

/// What a person does in the practices where they work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    /// An administrator somewhere.
    pub administers: bool,
    /// A secretary somewhere.
    pub keeps_times: bool,
    /// Has a position in which people work with groups: any but a secretary's.
    pub sees_groups: bool,
}

impl Positions {
    /// Reads the codes of a person's positions.
    pub fn of(roles: &[String]) -> Self {
        let has = |code: &str| roles.iter().any(|role| role == code);
        Self { administers: has("administrator"), keeps_times: has("secretary"), sees_groups: roles.iter().any(|role| role != "secretary") }
    }

    /// Whether they are a secretary and nothing else.
    fn is_secretary(self) -> bool {
        self.keeps_times && !self.sees_groups
    }
}

/// One entry of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavigationEntry {
    pub name: MessageKey,
    pub href: &'static str,
    /// The value of `aria-current`: "page" on the entry's own page, "true" on the pages below it.
    pub current: Option<&'static str>,
}

impl Chrome {
    /// The navigation's entries; none when nobody is signed in.
    pub fn navigation(&self) -> Vec<NavigationEntry> {
        let Some(me) = &self.signed_in else { return Vec::new() };
        entries(me.positions, &self.path)
    }
}

fn entries(positions: Positions, path: &str) -> Vec<NavigationEntry> {
    let path = path.split('?').next().unwrap_or_default();
    let section = section(path);
    let entry = |name: MessageKey, href: &'static str, below: Option<Section>| {
        let current = if path == href { Some("page") } else { (section.is_some() && section == below).then_some("true") };
        NavigationEntry { name, href, current }
    };
    let mut entries = vec![entry(key!("nav-today"), "/", None)];
    if !positions.is_secretary() {
        entries.push(entry(key!("nav-groups"), "/groups", Some(Section::Groups)));
    }
    if positions != Positions::default() {
        entries.push(entry(key!("nav-calendar"), "/calendar", None));
    }
    if !positions.is_secretary() {
        entries.push(entry(key!("nav-messages"), "/messages", Some(Section::Messages)));
    }
    if positions.administers {
        entries.push(entry(key!("nav-practice"), "/practice", Some(Section::Practice)));
    } else if positions.keeps_times {
        entries.push(entry(key!("nav-practice"), "/practice/times", Some(Section::Practice)));
    }
    entries
}

/// The pages below an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Groups,
    Messages,
    Practice,
}

fn section(path: &str) -> Option<Section> {
    let mut parts = path.trim_start_matches('/').split('/');
    match parts.next()? {
        "groups" if parts.any(|part| part == "letters") => Some(Section::Messages),
        "groups" | "sessions" | "commitments" | "brainstorms" | "concerns" => Some(Section::Groups),
        "practice" => Some(Section::Practice),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(roles: &[&str], path: &str) -> Vec<(&'static str, Option<&'static str>)> {
        let positions = Positions::of(&roles.iter().map(|role| (*role).to_owned()).collect::<Vec<_>>());
        let entries = entries(positions, path);
        entries.into_iter().map(|one| (one.href, one.current)).collect()
    }

    fn places(roles: &[&str]) -> Vec<&'static str> {
        of(roles, "/help").into_iter().map(|(href, _)| href).collect()
    }

    #[test]
    fn the_entries_follow_from_the_roles() {
        assert_eq!(places(&[]), ["/", "/groups", "/messages"]);
        for roles in [["therapist"], ["facilitator"]] {
            assert_eq!(places(&roles), ["/", "/groups", "/calendar", "/messages"], "{roles:?}");
        }
        assert_eq!(places(&["administrator"]), ["/", "/groups", "/calendar", "/messages", "/practice"]);
        assert_eq!(places(&["secretary"]), ["/", "/calendar", "/practice/times"]);
        assert_eq!(places(&["secretary", "therapist"]), ["/", "/groups", "/calendar", "/messages", "/practice/times"]);
    }

    #[test]
    fn one_entry_is_current_at_most() {
        let current = |roles: &[&str], path: &str| {
            let marked: Vec<_> = of(roles, path).into_iter().filter_map(|(href, current)| current.map(|how| (href, how))).collect();
            assert!(marked.len() <= 1, "{path}: {marked:?}");
            marked.first().copied()
        };
        for (path, expected) in [
            ("/", Some(("/", "page"))),
            ("/groups?x=1", Some(("/groups", "page"))),
            ("/groups/1/charter", Some(("/groups", "true"))),
            ("/sessions/1", Some(("/groups", "true"))),
            ("/groups/1/members/2/letters/new", Some(("/messages", "true"))),
            ("/messages", Some(("/messages", "page"))),
            ("/practice/staff", Some(("/practice", "true"))),
            ("/account", None),
        ] {
            assert_eq!(current(&["administrator"], path), expected, "{path}");
        }
        assert_eq!(current(&["secretary"], "/practice/times"), Some(("/practice/times", "page")));
        assert_eq!(current(&["administrator"], "/practice/times"), Some(("/practice", "true")));
    }
}
