//! The one next step of a member, over all their groups.

/// What one group asks of a member.
#[derive(Clone, Copy, Debug, Default)]
pub struct StepQuery {
    /// Its session is under way.
    pub live: bool,
    /// Something was offered to them.
    pub offer: bool,
    /// Its charter waits for their answer, and others with it.
    pub charter: bool,
    /// They have not read the guide yet, and were in no session.
    pub guide: bool,
    /// Its charter waits for their signature.
    pub signature: bool,
    /// A session is ahead.
    pub ahead: bool,
}

/// The step: of which of the groups, in the order of a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupStep {
    /// The session has begun.
    Enter(usize),
    /// The charter waits for an answer or a signature.
    Charter(usize),
    /// The guide is to be read before the first session.
    Guide(usize),
    /// An offer waits for a word.
    Offer(usize),
    /// Nothing to do until then.
    Come(usize),
    /// Nothing at all.
    Rest,
}

/// What comes first: who waits in a room, then what others wait for, then what is one's own.
pub fn next(groups: &[StepQuery]) -> GroupStep {
    let first = |asks: fn(&StepQuery) -> bool| groups.iter().position(asks);
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
    fn there_is_one_step_and_people_in_a_room_come_first() {
        let (calm, ahead) = (StepQuery::default(), StepQuery { ahead: true, ..StepQuery::default() });
        let (charter, offer) = (StepQuery { charter: true, ..ahead }, StepQuery { offer: true, ..ahead });
        let (guide, signature) = (StepQuery { guide: true, signature: true, ..offer }, StepQuery { signature: true, ..offer });
        let live = StepQuery { live: true, charter: true, guide: true, signature: true, offer: true, ahead: true };
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
