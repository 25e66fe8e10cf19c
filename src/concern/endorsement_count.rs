//! How many members know a concern too, as far as the count may be published: never who they are, and no single answer can be derived from
//! a figure.

use crate::key;
use crate::kit::i18n::{Locale, Message};

/// The fewest answers for which a number is published.
pub const NUMBER_FROM: usize = 3;
/// The fewest members present without an answer for which a number is published.
pub const NOT_SAID: usize = 2;

/// A published count. The words follow from it, so that they are the same on every screen at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndorsementCount {
    pub phones: usize,
    pub cards: usize,
    /// Members who were present and could have answered: all but the author.
    pub others: usize,
}

/// The words for a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndorsementWords {
    /// No answers yet; or so few members are present that an answer would identify its author.
    NotYet,
    /// One or two answers.
    Someone,
    /// Three or more, of which only one or two by phone: a person who counted the cards could subtract.
    Several,
    /// The exact number.
    Number(usize),
    /// Three or more, and at most one member did not answer.
    Many,
}

impl EndorsementWords {
    pub fn message(self, locale: Locale) -> Message {
        match self {
            Self::NotYet => locale.message(key!("concern-endorsements-not-yet")),
            Self::Someone => locale.message(key!("concern-endorsements-someone")),
            Self::Several => locale.message(key!("concern-endorsements-several")),
            Self::Number(n) => locale.message(key!("concern-endorsements-number")).arg("n", n),
            Self::Many => locale.message(key!("concern-endorsements-many")),
        }
    }
}

impl EndorsementCount {
    /// Counts `present` members, one of whom is assumed to be the author. Were one subtracted only when the author is present, the
    /// threshold would reveal whether the author of a nameless concern is.
    pub fn now(phones: usize, cards: usize, present: usize) -> Self {
        Self { phones, cards, others: present.saturating_sub(1) }
    }

    /// The words that may be published.
    pub fn words(self) -> EndorsementWords {
        let all = self.phones + self.cards;
        if all == 0 || self.others < NOT_SAID {
            EndorsementWords::NotYet
        } else if all < NUMBER_FROM {
            EndorsementWords::Someone
        } else if self.others.saturating_sub(all) < NOT_SAID {
            EndorsementWords::Many
        } else if self.cards > 0 && self.phones < NUMBER_FROM {
            EndorsementWords::Several
        } else {
            EndorsementWords::Number(all)
        }
    }

    /// The next published count after `before`. A published number never decreases. A single further answer is not published: it would
    /// coincide with the member who touched their phone. Members who entered later do not count as not having answered.
    pub fn after(self, before: Option<Self>) -> Self {
        let Some(before) = before else { return self };
        let rises = before.phones == 0 || self.phones >= before.phones + 2;
        Self {
            phones: if rises { self.phones.max(before.phones) } else { before.phones },
            cards: self.cards.max(before.cards),
            others: self.others.min(before.others),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(phones: usize, cards: usize, others: usize) -> EndorsementCount {
        EndorsementCount { phones, cards, others }
    }

    #[test]
    fn one_or_two_are_words_and_three_a_number_only_when_two_did_not_answer() {
        for (phones, others, expected) in [
            (0, 7, EndorsementWords::NotYet),
            (1, 7, EndorsementWords::Someone),
            (2, 7, EndorsementWords::Someone),
            (3, 7, EndorsementWords::Number(3)),
            (5, 7, EndorsementWords::Number(5)),
            (6, 7, EndorsementWords::Many),
            (7, 7, EndorsementWords::Many),
            (3, 5, EndorsementWords::Number(3)),
            (3, 4, EndorsementWords::Many),
            (3, 3, EndorsementWords::Many),
            // More answers than people present: some have left.
            (5, 3, EndorsementWords::Many),
            (2, 2, EndorsementWords::Someone),
            // With the author alone, or one other member, an answer would identify its author.
            (1, 1, EndorsementWords::NotYet),
            (1, 0, EndorsementWords::NotYet),
        ] {
            assert_eq!(count(phones, 0, others).words(), expected, "{phones} of {others}");
        }
    }

    #[test]
    fn one_member_present_is_always_subtracted_as_the_author() {
        assert_eq!(EndorsementCount::now(3, 0, 6), count(3, 0, 5));
        assert_eq!(EndorsementCount::now(3, 0, 6).words(), EndorsementWords::Number(3));
        assert_eq!(EndorsementCount::now(3, 0, 5).words(), EndorsementWords::Many);
        assert_eq!(EndorsementCount::now(0, 0, 0).others, 0);
    }

    #[test]
    fn a_person_who_counted_the_cards_cannot_derive_one_or_two_phones() {
        for (phones, cards, expected) in [
            (0, 2, EndorsementWords::Someone),
            (1, 1, EndorsementWords::Someone),
            (0, 3, EndorsementWords::Several),
            (1, 2, EndorsementWords::Several),
            (2, 4, EndorsementWords::Several),
            (3, 1, EndorsementWords::Number(4)),
            (4, 4, EndorsementWords::Number(8)),
            (5, 4, EndorsementWords::Many),
        ] {
            assert_eq!(count(phones, cards, 10).words(), expected, "{phones} phones, {cards} cards");
        }
    }

    #[test]
    fn a_published_count_never_decreases() {
        let first = count(4, 0, 8);
        for withdrawn in 0..4 {
            assert_eq!(count(withdrawn, 0, 8).after(Some(first)), first, "{withdrawn}");
        }
        assert_eq!(count(3, 0, 8).after(Some(count(3, 2, 8))), count(3, 2, 8), "nor do cards");
    }

    #[test]
    fn no_single_answer_is_published() {
        let first = count(3, 0, 9);
        assert_eq!(count(4, 0, 9).after(Some(first)).words(), EndorsementWords::Number(3));
        assert_eq!(count(5, 0, 9).after(Some(first)).words(), EndorsementWords::Number(5));
        // "Someone" means one or two, so a third answer becomes a number only after two more.
        assert_eq!(count(3, 0, 9).after(Some(count(2, 0, 9))).words(), EndorsementWords::Someone);
        assert_eq!(count(3, 0, 9).after(Some(count(1, 0, 9))).words(), EndorsementWords::Number(3));
        assert_eq!(
            count(1, 0, 9).after(Some(count(0, 0, 9))).words(),
            EndorsementWords::Someone,
            "from nothing, a single answer reveals no one"
        );
        assert_eq!(count(4, 0, 9).after(None), count(4, 0, 9));
    }

    #[test]
    fn latecomers_do_not_turn_many_into_a_number() {
        let first = count(3, 0, 4);
        assert_eq!(first.words(), EndorsementWords::Many);
        assert_eq!(count(3, 0, 9).after(Some(first)).words(), EndorsementWords::Many);
        assert_eq!(count(3, 0, 4).after(Some(count(3, 0, 9))).words(), EndorsementWords::Many, "members who leave may change it");
    }
}
