//! The position of a group on its arc, and the one next step that follows.

use crate::group::GroupId;
use crate::key;
use crate::kit::i18n::MessageKey;
use crate::session::SessionId;

/// The facts that decide the position on the arc.
#[derive(Clone, Copy, Debug)]
pub struct ArcFacts {
    pub group: GroupId,
    pub members: usize,
    /// People waiting to be admitted.
    pub waiting: usize,
    /// Invitations that can still be used.
    pub open_invitations: usize,
    /// The number of the charter's ratified version.
    pub charter: Option<i32>,
    /// Open proposals for the charter.
    pub proposals: usize,
    pub live: Option<SessionId>,
    /// The next planned session.
    pub planned: Option<SessionId>,
    /// Sessions that were held.
    pub held: usize,
    /// The last session held, with its number, when its closing is not published yet.
    pub unclosed: Option<(SessionId, i32)>,
    /// That closing is held and goes out in a few minutes.
    pub goes_out: bool,
}

/// The progress of one step of the arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArcProgress {
    /// Behind the group.
    Done,
    /// Where the group is.
    Now,
    /// Still to come.
    Ahead,
}

/// One step of the arc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArcStep {
    pub name: MessageKey,
    /// The message below the name.
    pub words: MessageKey,
    /// The number in that message.
    pub n: usize,
    pub progress: ArcProgress,
    /// Where the step is worked on.
    pub href: String,
}

/// The one next step of the group's staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    pub title: MessageKey,
    pub words: MessageKey,
    /// The number in the title.
    pub n: usize,
    /// The words on the button.
    pub button: MessageKey,
    pub href: String,
}

impl ArcFacts {
    /// The steps: form, invite, charter, schedule, sessions.
    pub fn steps(&self) -> [ArcStep; 5] {
        use ArcProgress::{Ahead, Done, Now};
        let invited = self.members >= crate::group::FEWEST_MEMBERS;
        let scheduled = self.planned.is_some() || self.live.is_some() || self.held > 0;
        let group = self.group;
        let step = |name, words, n, progress, href| ArcStep { name, words, n, progress, href };
        [
            step(key!("arc-form"), key!("arc-form-done"), 0, Done, format!("/groups/{group}/members")),
            step(
                key!("arc-invite"),
                if self.waiting > 0 { key!("arc-invite-waiting") } else { key!("arc-invite-members") },
                if self.waiting > 0 { self.waiting } else { self.members },
                if self.waiting > 0 || !invited { Now } else { Done },
                format!("/groups/{group}/{}", if self.waiting > 0 { "members" } else { "invitations" }),
            ),
            step(
                key!("arc-charter"),
                match (self.charter, self.proposals) {
                    (_, 1..) => key!("arc-charter-proposals"),
                    (Some(_), 0) => key!("arc-charter-version"),
                    (None, 0) => key!("arc-not-yet"),
                },
                if self.proposals > 0 { self.proposals } else { self.charter.and_then(|n| usize::try_from(n).ok()).unwrap_or(0) },
                match (self.charter, self.proposals) {
                    (Some(_), 0) => Done,
                    (None, 0) if !invited => Ahead,
                    _ => Now,
                },
                format!("/groups/{group}/charter"),
            ),
            step(
                key!("arc-schedule"),
                if self.planned.is_some() {
                    key!("arc-schedule-planned")
                } else if scheduled {
                    key!("arc-schedule-none-ahead")
                } else {
                    key!("arc-not-yet")
                },
                0,
                if scheduled {
                    Done
                } else if invited {
                    Now
                } else {
                    Ahead
                },
                self.planned.map_or_else(|| format!("/groups/{group}/sessions/new"), |planned| format!("/sessions/{planned}")),
            ),
            step(
                key!("arc-sessions"),
                if self.live.is_some() { key!("arc-sessions-live") } else { key!("arc-sessions-held") },
                self.held,
                if scheduled { Now } else { Ahead },
                self.live.map_or_else(|| format!("/groups/{group}/year"), |live| format!("/sessions/{live}/live")),
            ),
        ]
    }

    /// The next step of the group's staff.
    pub fn next(&self) -> NextStep {
        let group = self.group;
        if let Some(live) = self.live {
            return NextStep {
                title: key!("next-live"),
                words: key!("next-live-words"),
                n: 0,
                button: key!("next-live-button"),
                href: format!("/sessions/{live}/live"),
            };
        }
        if self.waiting > 0 {
            return NextStep {
                title: key!("next-waiting"),
                words: key!("next-waiting-words"),
                n: self.waiting,
                button: key!("next-waiting-button"),
                href: format!("/groups/{group}/members"),
            };
        }
        if let Some((session, number)) = self.unclosed {
            return NextStep {
                title: if self.goes_out { key!("next-goes-out") } else { key!("next-closing") },
                words: if self.goes_out { key!("next-goes-out-words") } else { key!("next-closing-words") },
                n: usize::try_from(number).unwrap_or(0),
                button: if self.goes_out { key!("next-goes-out-button") } else { key!("closing-write") },
                href: format!("/sessions/{session}/closing"),
            };
        }
        if self.members < crate::group::FEWEST_MEMBERS && self.open_invitations == 0 {
            return NextStep {
                title: key!("next-invite"),
                words: key!("next-invite-words"),
                n: 0,
                button: key!("next-invite-button"),
                href: format!("/groups/{group}/invitations"),
            };
        }
        if self.charter.is_none() && self.proposals == 0 && self.members >= crate::group::FEWEST_MEMBERS {
            return NextStep {
                title: key!("next-charter"),
                words: key!("next-charter-words"),
                n: 0,
                button: key!("next-charter-button"),
                href: format!("/groups/{group}/charter"),
            };
        }
        if let Some(planned) = self.planned {
            return NextStep {
                title: key!("next-planned"),
                words: key!("next-planned-words"),
                n: 0,
                button: key!("next-planned-button"),
                href: format!("/sessions/{planned}"),
            };
        }
        NextStep {
            title: key!("next-schedule"),
            words: key!("next-schedule-words"),
            n: 0,
            button: key!("next-schedule-button"),
            href: format!("/groups/{group}/sessions/new"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> ArcFacts {
        ArcFacts {
            group: GroupId::random(),
            members: 6,
            waiting: 0,
            open_invitations: 0,
            charter: Some(2),
            proposals: 0,
            live: None,
            planned: None,
            held: 2,
            unclosed: None,
            goes_out: false,
        }
    }

    #[test]
    fn there_is_always_one_next_step_and_people_come_first() {
        let session = SessionId::random();
        assert_eq!(facts().next().title, key!("next-schedule"));
        assert_eq!(ArcFacts { planned: Some(session), ..facts() }.next().href, format!("/sessions/{session}"));
        assert_eq!(ArcFacts { waiting: 2, planned: Some(session), ..facts() }.next().title, key!("next-waiting"));
        assert_eq!(ArcFacts { waiting: 2, live: Some(session), ..facts() }.next().href, format!("/sessions/{session}/live"));
        let unclosed = ArcFacts { unclosed: Some((session, 3)), planned: Some(SessionId::random()), ..facts() };
        assert_eq!(unclosed.next().href, format!("/sessions/{session}/closing"), "a session is complete with its closing");
        let held = ArcFacts { goes_out: true, ..unclosed }.next();
        assert_eq!((held.title, held.button), (key!("next-goes-out"), key!("next-goes-out-button")), "it was written");
        assert_eq!(ArcFacts { waiting: 1, ..unclosed }.next().title, key!("next-waiting"));
        assert_eq!(ArcFacts { members: 1, held: 0, ..facts() }.next().title, key!("next-invite"));
        assert_eq!(ArcFacts { members: 1, open_invitations: 1, held: 0, ..facts() }.next().title, key!("next-schedule"));
    }

    #[test]
    fn a_group_without_a_charter_writes_one_before_it_meets() {
        let session = SessionId::random();
        let without = ArcFacts { charter: None, planned: Some(session), held: 0, ..facts() };
        assert_eq!(without.next().title, key!("next-charter"));
        assert_eq!(without.steps()[2].progress, ArcProgress::Now);
        let writing = ArcFacts { proposals: 3, ..without };
        assert_eq!(writing.next().title, key!("next-planned"), "the members finish a draft that was begun");
        assert_eq!((writing.steps()[2].words, writing.steps()[2].n), (key!("arc-charter-proposals"), 3));
        assert_eq!(facts().steps()[2].progress, ArcProgress::Done);
        assert_eq!(ArcFacts { proposals: 1, ..facts() }.steps()[2].progress, ArcProgress::Now, "an amendment is under way");
    }

    #[test]
    fn a_new_group_is_at_inviting() {
        let new = ArcFacts { members: 0, charter: None, held: 0, ..facts() };
        assert_eq!(
            new.steps().map(|step| step.progress),
            [ArcProgress::Done, ArcProgress::Now, ArcProgress::Ahead, ArcProgress::Ahead, ArcProgress::Ahead]
        );
    }
}
