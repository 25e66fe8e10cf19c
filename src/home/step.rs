//! The one next step of a member, over all their groups.

/// What one group asks of a member.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
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
pub enum Step {
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
#[must_use]
pub fn next(groups: &[Asked]) -> Step {
    let first = |asks: fn(&Asked) -> bool| groups.iter().position(asks);
    first(|one| one.live)
        .map(Step::Enter)
        .or_else(|| first(|one| one.charter).map(Step::Charter))
        .or_else(|| first(|one| one.guide).map(Step::Guide))
        .or_else(|| first(|one| one.signature).map(Step::Charter))
        .or_else(|| first(|one| one.offer).map(Step::Offer))
        .or_else(|| first(|one| one.ahead).map(Step::Come))
        .unwrap_or(Step::Rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_step_and_people_in_a_room_come_first() {
        let (calm, ahead) = (Asked::default(), Asked { ahead: true, ..Asked::default() });
        let (charter, offer) = (Asked { charter: true, ..ahead }, Asked { offer: true, ..ahead });
        let (guide, signature) = (Asked { guide: true, signature: true, ..offer }, Asked { signature: true, ..offer });
        let live = Asked { live: true, charter: true, guide: true, signature: true, offer: true, ahead: true };
        for (groups, expected) in [
            (vec![], Step::Rest),
            (vec![calm], Step::Rest),
            (vec![calm, ahead], Step::Come(1)),
            (vec![ahead, offer], Step::Offer(1)),
            (vec![offer, charter], Step::Charter(1)),
            (vec![offer, signature], Step::Charter(1)),
            (vec![signature, guide], Step::Guide(1)),
            (vec![guide, charter], Step::Charter(1)),
            (vec![charter, offer, live], Step::Enter(2)),
        ] {
            assert_eq!(next(&groups), expected, "{groups:?}");
        }
    }
}
