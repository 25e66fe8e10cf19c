//! What a search finds for one reader: only what a page that they may open shows them.

use super::{Query, SHOWN};
use crate::group::{self, Group, GroupId, Membership, MembershipState, Role};
use crate::key;
use crate::kit::app_state::AppState;
use crate::kit::db::Tx;
use crate::kit::text::sort_by_name;
use crate::kit::web::{Chrome, Problem};
use crate::person::PersonId;
use crate::practice::{self, StaffRole};
use crate::session::{self, Session, SessionState, substitution};

/// A result: where it leads, and what tells it from others.
pub(super) struct Hit {
    pub href: String,
    pub name: String,
    /// The group it belongs to.
    pub group: Option<String>,
    /// A role, a state or a time.
    pub what: String,
}

/// The results of one kind, and how many there are in all.
#[derive(Default)]
pub(super) struct Hits {
    pub shown: Vec<Hit>,
    pub count: usize,
}

impl Hits {
    fn first(mut all: Vec<Hit>) -> Self {
        let count = all.len();
        all.truncate(SHOWN);
        Self { shown: all, count }
    }

    /// How many are not shown.
    pub(super) fn more(&self) -> usize {
        self.count - self.shown.len()
    }
}

#[derive(Default)]
pub(super) struct Found {
    pub groups: Hits,
    pub people: Hits,
    pub sessions: Hits,
}

impl Found {
    pub(super) fn is_empty(&self) -> bool {
        [&self.groups, &self.people, &self.sessions].iter().all(|hits| hits.count == 0)
    }
}

/// Searches what this person may open.
pub(super) async fn find(app: &AppState, chrome: &Chrome, tx: &mut Tx, me: PersonId, query: &Query) -> Result<Found, Problem> {
    let seats = group::store::of_person(tx, me).await?;
    let own: Vec<(GroupId, Role)> =
        seats.iter().filter(|(.., state)| *state == MembershipState::Active).map(|(id, role, _)| (*id, *role)).collect();
    let mut search = Search { chrome, query, groups: Vec::new(), people: Vec::new(), sessions: Vec::new() };
    let ids: Vec<_> = own.iter().map(|(id, _)| id.0).collect();
    let groups = group::store::find_all(tx, &app.vault, &ids).await?;
    for (id, role) in &own {
        let Some(group) = groups.iter().find(|group| group.id == *id) else { continue };
        search.own_group(group);
        for one in group::store::memberships(tx, &app.vault, *id).await? {
            search.person(group, *role, one);
        }
    }
    for session in session::store::of_groups(tx, &app.vault, &ids).await? {
        if let Some(group) = groups.iter().find(|group| group.id == session.group) {
            search.session(&group.name, &session, format!("/sessions/{}", session.id));
        }
    }
    for one in substitution::store::for_home(tx, &app.vault, me).await?.iter().filter(|one| !ids.contains(&one.session.group.0)) {
        search.session(&one.group, &one.session, format!("/sessions/{}", one.session.id));
    }
    for (practice, post) in practice::store::positions_of(tx, me).await? {
        if post == StaffRole::Administrator {
            for one in practice::store::staff(tx, &app.vault, practice).await? {
                search.colleague(one.name, one.role);
            }
        }
        if post.keeps_times() {
            // From the desk, a group is its name and its coming sessions.
            let ids: Vec<_> = group::store::of_practice(tx, practice).await?.into_iter().filter(|id| !ids.contains(id)).collect();
            let groups = group::store::find_all(tx, &app.vault, &ids).await?;
            for group in groups.iter().filter(|group| group.ended_at.is_none()) {
                search.group(group, &group.name, format!("/practice/times#group-{}", group.id), String::new());
            }
            for session in session::store::of_groups(tx, &app.vault, &ids).await? {
                let ahead = session.state == SessionState::Planned && session.planned_end() > chrome.now;
                if let Some(group) = groups.iter().find(|group| group.id == session.group && ahead) {
                    search.session(&group.name, &session, format!("/sessions/{}/time", session.id));
                }
            }
        }
    }
    Ok(search.found())
}

struct Search<'a> {
    chrome: &'a Chrome,
    query: &'a Query,
    groups: Vec<Hit>,
    people: Vec<Hit>,
    /// With the time of each.
    sessions: Vec<(i64, Hit)>,
}

impl Search<'_> {
    fn own_group(&mut self, group: &Group) {
        let text = format!("{} {}", group.name, group.purpose);
        self.group(group, &text, format!("/groups/{}", group.id), group.purpose.clone());
    }

    fn group(&mut self, group: &Group, text: &str, href: String, what: String) {
        if self.query.finds(text) {
            self.groups.push(Hit { href, name: group.name.clone(), group: None, what });
        }
    }

    /// A member sees who is in the group; staff also see who waits and who was there.
    fn person(&mut self, group: &Group, reader: Role, one: Membership) {
        let here = matches!(one.state, MembershipState::Active | MembershipState::Paused);
        if one.state == MembershipState::Substitute || !(here || reader.is_staff()) {
            return;
        }
        let Some(name) = one.name.filter(|name| self.query.finds(name)) else { return };
        let href = match (reader, one.role) {
            (Role::Therapist, Role::Member) => format!("/groups/{}/members/{}", group.id, one.id),
            (Role::Facilitator, Role::Member) => format!("/groups/{}/members/{}/membership", group.id, one.id),
            (Role::Member, _) => format!("/groups/{}", group.id),
            _ => format!("/groups/{}/members", group.id),
        };
        let label = if one.state == MembershipState::Active { one.role.key() } else { one.state.key() };
        let what = self.chrome.locale().message(label).to_string();
        self.people.push(Hit { href, name, group: Some(group.name.clone()), what });
    }

    fn colleague(&mut self, name: String, role: StaffRole) {
        if self.query.finds(&name) {
            let what = self.chrome.locale().message(role.key()).to_string();
            self.people.push(Hit { href: "/practice/staff".to_owned(), name, group: None, what });
        }
    }

    fn session(&mut self, group: &str, session: &Session, href: String) {
        let Some(number) = session.counted() else { return };
        let name = self.chrome.locale().message(key!("home-session-number")).arg("n", number).to_string();
        let when = self.chrome.reader.when(session.starts_at);
        if self.query.finds(&format!("{group} {name} {when} {}", session.place.as_deref().unwrap_or_default())) {
            let hit = Hit { href, name, group: Some(group.to_owned()), what: when };
            self.sessions.push((session.starts_at.timestamp(), hit));
        }
    }

    /// Groups and people by name, sessions newest first.
    fn found(mut self) -> Found {
        let locale = self.chrome.locale();
        sort_by_name(&mut self.groups, |hit| &hit.name, locale);
        sort_by_name(&mut self.people, |hit| &hit.name, locale);
        self.sessions.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        Found {
            groups: Hits::first(self.groups),
            people: Hits::first(self.people),
            sessions: Hits::first(self.sessions.into_iter().map(|(_, hit)| hit).collect()),
        }
    }
}
