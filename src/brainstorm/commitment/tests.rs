use super::*;

fn commitment(standing: CommitmentStatus) -> Commitment {
    Commitment {
        id: CommitmentId::random(),
        practice: PracticeId::random(),
        board: BrainstormId::random(),
        session: SessionId::random(),
        session_number: 1,
        live: false,
        idea: None,
        owner: MembershipId::random(),
        name: None,
        has_account: true,
        what: Some("walk with my sister".to_owned()),
        sign: None,
        due: None,
        written_by: None,
        standing,
        outcome: None,
        word: None,
        told: false,
        version: 3,
    }
}

#[test]
fn commitments_are_made_when_the_group_chooses_and_after() {
    for phase in [BoardStep::Gather, BoardStep::Tidy, BoardStep::Weigh, BoardStep::Narrow, BoardStep::Commit, BoardStep::Done] {
        assert_eq!(may_commit(phase), matches!(phase, BoardStep::Commit | BoardStep::Done), "{phase:?}");
    }
}

#[test]
fn a_member_commits_themself_and_staff_offer_or_write_down() {
    let (me, other) = (MembershipId::random(), MembershipId::random());
    let whose = |has_account| Some(CommitmentFor { member: other, has_account });
    let own = CommitmentOrigin { owner: me, written_by: None, standing: CommitmentStatus::Accepted };
    assert_eq!(make(me, Role::Member, None), Ok(own));
    assert_eq!(make(me, Role::Member, whose(true)), Ok(own), "nobody commits another");
    for role in [Role::Therapist, Role::Facilitator] {
        assert_eq!(make(me, role, None), Err(CommitmentRefusal::Whose));
        assert_eq!(
            make(me, role, whose(true)),
            Ok(CommitmentOrigin { owner: other, written_by: Some(me), standing: CommitmentStatus::Offered })
        );
        assert_eq!(
            make(me, role, whose(false)),
            Ok(CommitmentOrigin { owner: other, written_by: Some(me), standing: CommitmentStatus::Accepted })
        );
    }
}

#[test]
fn an_offer_is_seen_by_whom_it_is_for_and_by_staff_until_it_is_taken_on() {
    let somebody = MembershipId::random();
    for standing in [CommitmentStatus::Offered, CommitmentStatus::Declined, CommitmentStatus::Withdrawn] {
        let one = commitment(standing);
        assert!(!one.is_seen_by(somebody, Role::Member), "{standing:?}");
        assert!(one.is_seen_by(one.owner, Role::Member) && one.is_seen_by(somebody, Role::Facilitator));
    }
    let one = commitment(CommitmentStatus::Accepted);
    assert!(one.is_seen_by(somebody, Role::Member));
    assert!(!one.outcome_is_seen_by(somebody, Role::Member), "the group hears of it from its owner");
    assert!(one.outcome_is_seen_by(one.owner, Role::Member) && one.outcome_is_seen_by(somebody, Role::Therapist));
    let told = Commitment { told: true, ..one };
    assert!(told.outcome_is_seen_by(somebody, Role::Member), "unless its owner lets it");
    assert!(!told.history_is_seen_by(somebody, Role::Member), "what was said before is not let through with it");
}

#[test]
fn an_offer_is_answered_by_its_owners_own_hand() {
    use CommitmentStatus::{Accepted, Declined, Offered, Withdrawn};
    use OfferAnswer::{Accept, Decline};
    for (standing, answer, expected) in [
        (Offered, Accept, Ok(Some(Accepted))),
        (Offered, Decline, Ok(Some(Declined))),
        (Declined, Accept, Ok(Some(Accepted))),
        (Declined, Decline, Ok(None)),
        (Accepted, Accept, Ok(None)),
        (Accepted, Decline, Err(CommitmentRefusal::NotTaken)),
        (Withdrawn, Accept, Err(CommitmentRefusal::NotTaken)),
        (Withdrawn, Decline, Err(CommitmentRefusal::NotTaken)),
    ] {
        let one = commitment(standing);
        assert_eq!(one.answer(one.owner, answer), expected, "{standing:?} {answer:?}");
        assert_eq!(one.answer(MembershipId::random(), answer), Err(CommitmentRefusal::NotYours), "staff neither");
    }
}

#[test]
fn it_is_let_go_by_its_owner_and_an_open_offer_by_staff() {
    let staff = MembershipId::random();
    let gone = Ok(Some(CommitmentStatus::Withdrawn));
    for standing in [CommitmentStatus::Offered, CommitmentStatus::Accepted, CommitmentStatus::Declined] {
        let one = commitment(standing);
        assert_eq!(one.withdraw(one.owner, Role::Member), gone, "{standing:?}");
        let by_staff = if standing == CommitmentStatus::Offered { gone } else { Err(CommitmentRefusal::NotYours) };
        assert_eq!(one.withdraw(staff, Role::Facilitator), by_staff, "{standing:?}");
        assert_eq!(one.withdraw(staff, Role::Member), Err(CommitmentRefusal::NotYours));
    }
    let spoken = Commitment { has_account: false, ..commitment(CommitmentStatus::Accepted) };
    assert_eq!(spoken.withdraw(staff, Role::Facilitator), gone);
    let gone = commitment(CommitmentStatus::Withdrawn);
    assert_eq!(gone.withdraw(gone.owner, Role::Member), Ok(None), "twice is once");
}

#[test]
fn what_became_of_it_is_its_owners_to_say() {
    let said = |outcome| NewOutcome { outcome, word: None, told: false, what: None, read: 3 };
    let one = commitment(CommitmentStatus::Accepted);
    for outcome in [Outcome::Done, Outcome::NotYet, Outcome::Changed] {
        assert_eq!(one.say(one.owner, Role::Member, &said(outcome)), Ok(true));
        assert_eq!(one.say(MembershipId::random(), Role::Member, &said(outcome)), Err(CommitmentRefusal::NotYours));
        assert_eq!(one.say(MembershipId::random(), Role::Therapist, &said(outcome)), Err(CommitmentRefusal::NotYours), "they have a phone");
        let spoken = Commitment { has_account: false, ..one.clone() };
        assert_eq!(spoken.say(MembershipId::random(), Role::Therapist, &said(outcome)), Ok(true));
    }
    for standing in [CommitmentStatus::Offered, CommitmentStatus::Declined, CommitmentStatus::Withdrawn] {
        let one = commitment(standing);
        assert_eq!(one.say(one.owner, Role::Member, &said(Outcome::Done)), Err(CommitmentRefusal::NotTaken));
    }
}

#[test]
fn the_same_said_again_is_said_once_and_nobody_changes_words_they_did_not_read() {
    let one = Commitment { outcome: Some(Outcome::Done), ..commitment(CommitmentStatus::Accepted) };
    let done = NewOutcome { outcome: Outcome::Done, word: None, told: false, what: None, read: 1 };
    assert_eq!(one.say(one.owner, Role::Member, &done), Ok(false), "a button pressed twice");
    let word = NewOutcome { word: Some("it was easier than I thought".to_owned()), ..done.clone() };
    assert_eq!(one.say(one.owner, Role::Member, &word), Ok(true));
    assert_eq!(one.say(one.owner, Role::Member, &NewOutcome { told: true, ..done.clone() }), Ok(true), "the same, and now to the group");
    let changed = NewOutcome { outcome: Outcome::Changed, what: Some("call her".to_owned()), ..done };
    assert_eq!(one.say(one.owner, Role::Member, &changed), Err(CommitmentRefusal::Stale));
    assert_eq!(one.say(one.owner, Role::Member, &NewOutcome { read: 3, ..changed.clone() }), Ok(true));
    let after = Commitment { outcome: Some(Outcome::Changed), what: changed.what.clone(), version: 4, ..one };
    assert_eq!(after.say(after.owner, Role::Member, &NewOutcome { read: 3, ..changed }), Ok(false), "its answer was lost");
}

#[test]
fn what_is_at_hand_is_of_the_last_session_or_still_has_its_day_before_it() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let one = commitment(CommitmentStatus::Accepted);
    assert!(one.at_hand(None), "nothing has ended yet");
    assert!(one.at_hand(Some(LastCommitments { session: one.session, day: day("2026-11-23") })));
    let later = Some(LastCommitments { session: SessionId::random(), day: day("2026-11-23") });
    assert!(!one.at_hand(later), "it was for the next session, and that has been");
    assert!(Commitment { live: true, ..one.clone() }.at_hand(later), "made in the session under way");
    for (due, expected) in [("2026-11-22", false), ("2026-11-23", true), ("2026-12-01", true)] {
        assert_eq!(Commitment { due: Some(day(due)), ..one.clone() }.at_hand(later), expected, "{due}");
    }
}

#[test]
fn how_much_was_kept_is_each_ones_own_share_of_what_they_spoke_of() {
    let [one, other] = [1, 2].map(|n| MembershipId(uuid::Uuid::from_u128(n)));
    let said = |owner, outcome, told| LatestOutcome { owner, outcome, told };
    let answers = [
        said(one, Outcome::Done, true),
        said(other, Outcome::Changed, true),
        said(one, Outcome::NotYet, false),
        said(one, Outcome::Done, true),
        said(one, Outcome::Changed, true),
    ];
    assert_eq!(kept(&answers), [KeptAmount { share: 0.625, told: false }, KeptAmount { share: 0.5, told: true }]);
    assert_eq!(kept(&[]), []);
}
