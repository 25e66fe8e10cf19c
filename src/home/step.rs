//! The one next step of a member, across all their groups.

/// What one group asks of a member.
#[derive(Clone, Copy, Debug, Default)]
pub struct GroupTasks {
    /// A session is live.
    pub live: bool,
    /// A commitment is offered to them.
    pub offer: bool,
    /// The charter, and others with it, wait for their answer.
    pub charter: bool,
    /// They have neither read the guide nor attended a session.
    pub guide: bool,
    /// The charter waits for their signature.
    pub signature: bool,
    /// A session is planned.
    pub ahead: bool,
}

/// The step, with the index of its group on the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupStep {
    /// The session has begun.
    Enter(usize),
    /// The charter waits for an answer or a signature.
    Charter(usize),
    /// The guide is to be read before the first session.
    Guide(usize),
    /// An offer waits for an answer.
    Offer(usize),
    /// Nothing to do until the next session.
    Come(usize),
    /// Nothing to do.
    Rest,
}

/// The order: people waiting in a session first, then what others wait for, then what concerns only the member.
pub fn next(groups: &[GroupTasks]) -> GroupStep {
    let first = |asks: fn(&GroupTasks) -> bool| groups.iter().position(asks);
    first(|one| one.live)
        .map(GroupStep::Enter)
        .or_else(|| first(|one| one.charter).map(GroupStep::Charter))
        .or_else(|| first(|one| one.guide).map(GroupStep::Guide))
        .or_else(|| first(|one| one.signature).map(GroupStep::Charter))
        .or_else(|| first(|one| one.offer).map(GroupStep::Offer))
        .or_else(|| first(|one| one.ahead).map(GroupStep::Come))
        .unwrap_or(GroupStep::Rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_step_and_a_live_session_comes_first() {
        let (calm, ahead) = (GroupTasks::default(), GroupTasks { ahead: true, ..GroupTasks::default() });
        let (charter, offer) = (GroupTasks { charter: true, ..ahead }, GroupTasks { offer: true, ..ahead });
        let (guide, signature) = (GroupTasks { guide: true, signature: true, ..offer }, GroupTasks { signature: true, ..offer });
        let live = GroupTasks { live: true, charter: true, guide: true, signature: true, offer: true, ahead: true };
        for (groups, expected) in [
            (vec![], GroupStep::Rest),
            (vec![calm], GroupStep::Rest),
            (vec![calm, ahead], GroupStep::Come(1)),
            (vec![ahead, offer], GroupStep::Offer(1)),
            (vec![offer, charter], GroupStep::Charter(1)),
            (vec![offer, signature], GroupStep::Charter(1)),
            (vec![signature, guide], GroupStep::Guide(1)),
            (vec![guide, charter], GroupStep::Charter(1)),
            (vec![charter, offer, live], GroupStep::Enter(2)),
        ] {
            assert_eq!(next(&groups), expected, "{groups:?}");
        }
    }
}
