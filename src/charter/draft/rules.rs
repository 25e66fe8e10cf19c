//! The rules of the draft: who may do what, the tally of a proposal, and when the draft is agreed.

use super::{GivenAnswer, Proposal, ProposalAct, ProposalAnswer, ProposalRefusal};
use crate::charter::{Article, ArticleText};
use crate::group::{MembershipId, Role};

/// The least number of members who must agree before a draft is ratified.
pub const FEWEST_TO_AGREE: usize = 2;

/// The tally of a proposal among those who must agree: the members who are active now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalTally {
    /// Those who have answered the present wording.
    pub answered: Vec<MembershipId>,
    /// Those who have not.
    pub asked: Vec<MembershipId>,
    pub agreed: usize,
}

impl ProposalTally {
    /// Counts the answers to the present wording.
    pub fn of(proposal: &Proposal, answers: &[GivenAnswer], members: &[MembershipId]) -> Self {
        let present = |member: &MembershipId| {
            answers.iter().find(|one| one.proposal == proposal.id && one.revision == proposal.revision && one.member == *member)
        };
        let (answered, asked): (Vec<_>, Vec<_>) = members.iter().partition(|member| present(member).is_some());
        let agreed = members.iter().filter_map(present).filter(|one| one.answer == ProposalAnswer::Agree).count();
        Self { answered, asked, agreed }
    }

    /// Whether every member has answered.
    pub fn is_complete(&self) -> bool {
        self.asked.is_empty() && !self.answered.is_empty()
    }

    /// Whether every member agrees.
    pub fn is_agreed(&self) -> bool {
        self.asked.is_empty() && self.agreed == self.answered.len() && self.agreed >= FEWEST_TO_AGREE
    }
}

impl Proposal {
    /// Checks that a member may answer the wording they read, in person or by a spoken word that staff record.
    ///
    /// # Errors
    /// [`ProposalRefusal::NotCounted`] for staff, [`ProposalRefusal::Closed`], or [`ProposalRefusal::Reworded`].
    pub fn answer(&self, role: Role, read: i32) -> Result<(), ProposalRefusal> {
        if role.is_staff() {
            return Err(ProposalRefusal::NotCounted);
        }
        if !self.is_open() {
            Err(ProposalRefusal::Closed)
        } else if self.revision != read {
            Err(ProposalRefusal::Reworded)
        } else {
            Ok(())
        }
    }

    /// Checks that staff may record a member's spoken word: only where the member has not answered this wording in person.
    ///
    /// # Errors
    /// [`ProposalRefusal::AnsweredInPerson`].
    pub fn speak_for(&self, member: MembershipId, answers: &[GivenAnswer]) -> Result<(), ProposalRefusal> {
        let by_hand = |one: &GivenAnswer| one.proposal == self.id && one.revision == self.revision && one.member == member && !one.entered;
        if answers.iter().any(by_hand) { Err(ProposalRefusal::AnsweredInPerson) } else { Ok(()) }
    }

    /// Checks that the proposal may be reworded. Every participant of the group may do so.
    ///
    /// # Errors
    /// [`ProposalRefusal::Closed`], [`ProposalRefusal::Reworded`], or [`ProposalRefusal::Unchanged`].
    pub fn reword(&self, read: i32, words: &ArticleText) -> Result<(), ProposalRefusal> {
        if !self.is_open() || !self.act.has_words() {
            Err(ProposalRefusal::Closed)
        } else if self.revision != read {
            Err(ProposalRefusal::Reworded)
        } else if self.words.as_ref().is_some_and(|present| present.says(words)) {
            Err(ProposalRefusal::Unchanged)
        } else {
            Ok(())
        }
    }

    /// Checks that the proposal may be withdrawn: by its author, or by staff when the author's membership is not active.
    ///
    /// # Errors
    /// [`ProposalRefusal::Closed`] or [`ProposalRefusal::NotYours`].
    pub fn withdraw(&self, me: MembershipId, role: Role, author_is_here: bool) -> Result<(), ProposalRefusal> {
        if self.author != me && (author_is_here || !role.is_staff()) {
            Err(ProposalRefusal::NotYours)
        } else if !self.is_open() {
            Err(ProposalRefusal::Closed)
        } else {
            Ok(())
        }
    }
}

/// Checks that a proposal fits the current charter.
///
/// # Errors
/// [`ProposalRefusal::NoSuchArticle`], [`ProposalRefusal::Proposed`], or [`ProposalRefusal::Unchanged`].
pub fn propose(new: &Proposal, current: &[Article], open: &[Proposal]) -> Result<(), ProposalRefusal> {
    if new.act == ProposalAct::Add {
        let says_the_same = |words: &ArticleText| new.words.as_ref().is_some_and(|new| new.says(words));
        return if current.iter().any(|article| says_the_same(&article.words)) { Err(ProposalRefusal::Unchanged) } else { Ok(()) };
    }
    let at = current.iter().position(|article| article.line == new.line).ok_or(ProposalRefusal::NoSuchArticle)?;
    if open.iter().any(|one| one.is_open() && one.line == new.line) {
        return Err(ProposalRefusal::Proposed);
    }
    let unchanged = match new.act {
        ProposalAct::Change => new.words.as_ref().is_some_and(|words| words.says(&current[at].words)),
        ProposalAct::Move => new.place.and_then(|place| usize::try_from(place).ok()) == Some(at + 1),
        ProposalAct::Add | ProposalAct::Remove => false,
    };
    if unchanged { Err(ProposalRefusal::Unchanged) } else { Ok(()) }
}

/// Whether the draft is agreed: there is an open proposal, all words can be read, and every active member agrees to each proposal.
pub fn is_agreed(open: &[Proposal], answers: &[GivenAnswer], members: &[MembershipId]) -> bool {
    !open.is_empty()
        && open.iter().all(|one| (!one.act.has_words() || one.words.is_some()) && ProposalTally::of(one, answers, members).is_agreed())
}

/// The articles after these proposals are adopted: words change in place, removed articles leave, moved ones take their place (of two for
/// one place, the earlier proposal's), new ones come last.
pub fn adopt(current: &[Article], open: &[Proposal]) -> Vec<Article> {
    let mut articles = current.to_vec();
    for one in open {
        match (one.act, &one.words) {
            (ProposalAct::Change, Some(words)) => {
                if let Some(article) = articles.iter_mut().find(|article| article.line == one.line) {
                    article.words = words.clone();
                }
            }
            (ProposalAct::Remove, _) => articles.retain(|article| article.line != one.line),
            _ => {}
        }
    }
    let target = |one: &Proposal| one.place.and_then(|place| usize::try_from(place).ok()).unwrap_or(1).saturating_sub(1);
    let mut moves: Vec<&Proposal> = open.iter().filter(|one| one.act == ProposalAct::Move).collect();
    moves.sort_by_key(|one| target(one));
    // All moved articles are taken out first and come back from the top down, so that none pushes another from the place that was agreed
    // on.
    let (mut moved, mut articles): (Vec<_>, Vec<_>) =
        articles.into_iter().partition(|article| moves.iter().any(|one| one.line == article.line));
    let mut free = 0;
    for one in moves {
        if let Some(at) = moved.iter().position(|article| article.line == one.line) {
            let to = target(one).max(free).min(articles.len());
            articles.insert(to, moved.remove(at));
            free = to + 1;
        }
    }
    let new = open.iter().filter(|one| one.act == ProposalAct::Add);
    articles.extend(new.filter_map(|one| one.words.clone().map(|words| Article { line: one.line, words })));
    articles
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::charter::draft::ProposalId;
    use crate::charter::{LineId, Starter, VersionId};
    use crate::kit::i18n::Locale;

    fn proposal(act: ProposalAct, line: LineId, words: Option<&str>) -> Proposal {
        Proposal {
            id: ProposalId::random(),
            author: MembershipId::random(),
            act,
            line,
            place: (act == ProposalAct::Move).then_some(1),
            revision: 2,
            words: words.map(|text| ArticleText::Own(text.to_owned())),
            opened: Vec::new(),
            at: DateTime::UNIX_EPOCH,
            withdrawn: false,
            ratified_in: None,
        }
    }

    fn given(to: &Proposal, revision: i32, member: MembershipId, answer: ProposalAnswer) -> GivenAnswer {
        GivenAnswer { proposal: to.id, revision, member, answer, words: None, entered: false, at: DateTime::UNIX_EPOCH }
    }

    #[test]
    fn answers_to_earlier_wordings_and_of_former_members_do_not_count() {
        let [a, b, former] = [(); 3].map(|()| MembershipId::random());
        let one = proposal(ProposalAct::Add, LineId::random(), Some("x"));
        let mut answers = vec![
            given(&one, 1, a, ProposalAnswer::Agree),
            given(&one, 2, b, ProposalAnswer::Agree),
            given(&one, 2, former, ProposalAnswer::Agree),
        ];
        let tally = ProposalTally::of(&one, &answers, &[a, b]);
        assert_eq!((tally.answered.as_slice(), tally.asked.as_slice(), tally.agreed), ([b].as_slice(), [a].as_slice(), 1));
        assert!(!tally.is_complete() && !tally.is_agreed());
        answers.push(given(&one, 2, a, ProposalAnswer::Concern));
        let tally = ProposalTally::of(&one, &answers, &[a, b]);
        assert!(tally.is_complete() && !tally.is_agreed(), "a concern is an answer, but no agreement");
    }

    #[test]
    fn the_draft_is_agreed_when_every_member_agrees_to_everything() {
        let [a, b, c] = [(); 3].map(|()| MembershipId::random());
        let [one, two] = ["x", "y"].map(|text| proposal(ProposalAct::Add, LineId::random(), Some(text)));
        let open = [one.clone(), two.clone()];
        let mut answers: Vec<_> =
            [a, b].into_iter().flat_map(|member| open.iter().map(move |to| given(to, 2, member, ProposalAnswer::Agree))).collect();
        assert!(is_agreed(&open, &answers, &[a, b]));
        assert!(!is_agreed(&open, &answers, &[a, b, c]), "a member who joins during a draft must answer too");
        answers.push(given(&one, 2, c, ProposalAnswer::Agree));
        assert!(!is_agreed(&open, &answers, &[a, b, c]), "one of two is not all");
        answers.push(given(&two, 2, c, ProposalAnswer::Cannot));
        assert!(!is_agreed(&open, &answers, &[a, b, c]));
        assert!(is_agreed(&open, &answers, &[a, b]), "a paused member does not block");
        assert!(!is_agreed(&open, &answers, &[a]), "one person alone ratifies nothing");
        assert!(!is_agreed(&open, &answers, &[]), "an empty group ratifies nothing");
        assert!(!is_agreed(&[], &answers, &[a, b]), "there must be something to agree to");
        let unreadable = Proposal { words: None, ..one };
        assert!(!is_agreed(&[unreadable, two], &answers, &[a, b]), "no one can agree to words that were taken back");
    }

    #[test]
    fn role_and_state_decide_who_may_act() {
        let one = proposal(ProposalAct::Change, LineId::random(), Some("x"));
        assert_eq!(one.answer(Role::Member, 2), Ok(()));
        assert_eq!(one.answer(Role::Member, 1), Err(ProposalRefusal::Reworded));
        for staff in [Role::Therapist, Role::Facilitator] {
            assert_eq!(one.answer(staff, 2), Err(ProposalRefusal::NotCounted));
            assert_eq!(one.withdraw(MembershipId::random(), staff, true), Err(ProposalRefusal::NotYours));
            assert_eq!(one.withdraw(MembershipId::random(), staff, false), Ok(()));
        }
        assert_eq!(one.withdraw(one.author, Role::Member, true), Ok(()));
        assert_eq!(one.withdraw(MembershipId::random(), Role::Member, false), Err(ProposalRefusal::NotYours));
        let other = ArticleText::Own("y".to_owned());
        assert_eq!(one.reword(2, &other), Ok(()));
        assert_eq!(one.reword(1, &other), Err(ProposalRefusal::Reworded));
        assert_eq!(one.reword(2, &ArticleText::Own("x".to_owned())), Err(ProposalRefusal::Unchanged));
        for closed in [Proposal { withdrawn: true, ..one.clone() }, Proposal { ratified_in: Some(VersionId::random()), ..one.clone() }] {
            assert_eq!(closed.answer(Role::Member, 2), Err(ProposalRefusal::Closed));
            assert_eq!(closed.reword(2, &other), Err(ProposalRefusal::Closed));
            assert_eq!(closed.withdraw(one.author, Role::Member, true), Err(ProposalRefusal::Closed));
        }
    }

    #[test]
    fn staff_cannot_change_an_answer_given_in_person() {
        let one = proposal(ProposalAct::Add, LineId::random(), Some("x"));
        let [in_person, spoken, earlier, silent] = [(); 4].map(|()| MembershipId::random());
        let entered = GivenAnswer { entered: true, ..given(&one, 2, spoken, ProposalAnswer::Concern) };
        let answers = [given(&one, 2, in_person, ProposalAnswer::Cannot), entered, given(&one, 1, earlier, ProposalAnswer::Cannot)];
        assert_eq!(one.speak_for(in_person, &answers), Err(ProposalRefusal::AnsweredInPerson));
        assert!([spoken, earlier, silent].iter().all(|member| one.speak_for(*member, &answers).is_ok()));
    }

    #[test]
    fn a_proposal_needs_an_existing_article_without_another_open_proposal() {
        let current = [Article::own("a"), Article::own("b")];
        let line = current[1].line;
        assert_eq!(propose(&proposal(ProposalAct::Change, line, Some("x")), &current, &[]), Ok(()));
        assert_eq!(propose(&proposal(ProposalAct::Change, line, Some("b")), &current, &[]), Err(ProposalRefusal::Unchanged));
        assert_eq!(propose(&proposal(ProposalAct::Move, current[0].line, None), &current, &[]), Err(ProposalRefusal::Unchanged));
        assert_eq!(propose(&proposal(ProposalAct::Remove, LineId::random(), None), &current, &[]), Err(ProposalRefusal::NoSuchArticle));
        assert_eq!(propose(&proposal(ProposalAct::Add, LineId::random(), Some("b")), &current, &[]), Err(ProposalRefusal::Unchanged));
        let adopted = [Article { line, words: ArticleText::Starter(Starter::Hope) }];
        let same = proposal(ProposalAct::Change, line, Some(&ArticleText::Starter(Starter::Hope).text(Locale::Fa)));
        assert_eq!(propose(&same, &adopted, &[]), Err(ProposalRefusal::Unchanged), "a starter article is the same in every language");
        let open = proposal(ProposalAct::Remove, line, None);
        assert_eq!(
            propose(&proposal(ProposalAct::Change, line, Some("x")), &current, std::slice::from_ref(&open)),
            Err(ProposalRefusal::Proposed)
        );
        let withdrawn = Proposal { withdrawn: true, ..open };
        assert_eq!(propose(&proposal(ProposalAct::Change, line, Some("x")), &current, &[withdrawn]), Ok(()));
    }

    #[test]
    fn adopting_changes_removes_moves_and_adds() {
        let current = ["a", "b", "c", "d"].map(Article::own);
        let line = |at: usize| current[at].line;
        let new = proposal(ProposalAct::Add, LineId::random(), None);
        let open = [
            Proposal { words: Some(ArticleText::Starter(Starter::Hope)), ..new.clone() },
            proposal(ProposalAct::Change, line(0), Some("A")),
            proposal(ProposalAct::Remove, line(1), None),
            proposal(ProposalAct::Move, line(3), None),
        ];
        let adopted = adopt(&current, &open);
        assert_eq!(adopted.iter().map(|one| one.line).collect::<Vec<_>>(), [line(3), line(0), line(2), new.line]);
        assert_eq!(adopted[1].words, ArticleText::Own("A".to_owned()));
        assert_eq!(adopted[3].words, ArticleText::Starter(Starter::Hope));
        // Two moves: each article takes the place that every member agreed on, whichever was proposed first.
        let to = |at: usize, place: i32| Proposal { place: Some(place), ..proposal(ProposalAct::Move, line(at), None) };
        for open in [[to(0, 2), to(3, 1)], [to(3, 1), to(0, 2)]] {
            assert_eq!(adopt(&current, &open).iter().map(|one| one.line).collect::<Vec<_>>(), [line(3), line(0), line(1), line(2)]);
        }
        let both = adopt(&current, &[to(2, 1), to(3, 1)]);
        assert_eq!(both.iter().map(|one| one.line).collect::<Vec<_>>(), [line(2), line(3), line(0), line(1)]);
        let far = Proposal { place: Some(99), ..proposal(ProposalAct::Move, line(0), None) };
        assert_eq!(adopt(&current, &[far]).last().map(|one| one.line), Some(line(0)));
    }
}
