use super::*;

fn commitment(status: CommitmentStatus) -> Commitment {
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
        status,
        outcome: None,
        word: None,
        shared: false,
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
fn a_member_makes_their_own_commitment_and_staff_offer_or_write_one_down() {
    let (me, other) = (MembershipId::random(), MembershipId::random());
    let for_member = |has_account| Some(CommitmentFor { member: other, has_account });
    let own = CommitmentOrigin { owner: me, written_by: None, status: CommitmentStatus::Accepted };
    assert_eq!(make(me, Role::Member, None), Ok(vec![own]));
    assert_eq!(make(me, Role::Member, for_member(true)), Ok(vec![own]), "a member cannot commit another");
    for role in [Role::Therapist, Role::Facilitator] {
        assert_eq!(make(me, role, None), Err(CommitmentRefusal::Whose));
        assert_eq!(
            make(me, role, for_member(true)),
            Ok(vec![CommitmentOrigin { owner: other, written_by: Some(me), status: CommitmentStatus::Offered }])
        );
        assert_eq!(
            make(me, role, for_member(false)),
            Ok(vec![CommitmentOrigin { owner: other, written_by: Some(me), status: CommitmentStatus::Accepted }])
        );
    }
}

#[test]
fn until_it_is_accepted_only_its_owner_and_staff_see_an_offer() {
    let other = MembershipId::random();
    for status in [CommitmentStatus::Offered, CommitmentStatus::Declined, CommitmentStatus::Withdrawn] {
        let one = commitment(status);
        assert!(!one.is_seen_by(other, Role::Member), "{status:?}");
        assert!(one.is_seen_by(one.owner, Role::Member) && one.is_seen_by(other, Role::Facilitator));
    }
    let one = commitment(CommitmentStatus::Accepted);
    assert!(one.is_seen_by(other, Role::Member));
    assert!(!one.outcome_is_seen_by(other, Role::Member), "hidden from the group unless the owner shares it");
    assert!(one.outcome_is_seen_by(one.owner, Role::Member) && one.outcome_is_seen_by(other, Role::Therapist));
    let shared = Commitment { shared: true, ..one };
    assert!(shared.outcome_is_seen_by(other, Role::Member), "shared by its owner");
    assert!(!shared.history_is_seen_by(other, Role::Member), "sharing does not include earlier outcomes");
}

#[test]
fn only_its_owner_answers_an_offer() {
    use CommitmentStatus::{Accepted, Declined, Offered, Withdrawn};
    use OfferAnswer::{Accept, Decline};
    for (status, answer, expected) in [
        (Offered, Accept, Ok(Some(Accepted))),
        (Offered, Decline, Ok(Some(Declined))),
        (Declined, Accept, Ok(Some(Accepted))),
        (Declined, Decline, Ok(None)),
        (Accepted, Accept, Ok(None)),
        (Accepted, Decline, Err(CommitmentRefusal::NotTaken)),
        (Withdrawn, Accept, Err(CommitmentRefusal::NotTaken)),
        (Withdrawn, Decline, Err(CommitmentRefusal::NotTaken)),
    ] {
        let one = commitment(status);
        assert_eq!(one.answer(one.owner, answer), expected, "{status:?} {answer:?}");
        assert_eq!(one.answer(MembershipId::random(), answer), Err(CommitmentRefusal::NotYours), "not even staff");
    }
}

#[test]
fn the_owner_withdraws_a_commitment_and_staff_an_open_offer() {
    let staff = MembershipId::random();
    let withdrawn = Ok(Some(CommitmentStatus::Withdrawn));
    for status in [CommitmentStatus::Offered, CommitmentStatus::Accepted, CommitmentStatus::Declined] {
        let one = commitment(status);
        assert_eq!(one.withdraw(one.owner, Role::Member), withdrawn, "{status:?}");
        let by_staff = if status == CommitmentStatus::Offered { withdrawn } else { Err(CommitmentRefusal::NotYours) };
        assert_eq!(one.withdraw(staff, Role::Facilitator), by_staff, "{status:?}");
        assert_eq!(one.withdraw(staff, Role::Member), Err(CommitmentRefusal::NotYours));
    }
    let without_account = Commitment { has_account: false, ..commitment(CommitmentStatus::Accepted) };
    assert_eq!(without_account.withdraw(staff, Role::Facilitator), withdrawn);
    let again = commitment(CommitmentStatus::Withdrawn);
    assert_eq!(again.withdraw(again.owner, Role::Member), Ok(None), "withdrawing it again changes nothing");
}

#[test]
fn the_owner_reports_the_outcome() {
    let report = |outcome| NewOutcome { outcome, word: None, shared: false, what: None, read: 3 };
    let one = commitment(CommitmentStatus::Accepted);
    for outcome in [Outcome::Done, Outcome::NotYet, Outcome::Changed] {
        assert_eq!(one.say(one.owner, Role::Member, &report(outcome)), Ok(true));
        assert_eq!(one.say(MembershipId::random(), Role::Member, &report(outcome)), Err(CommitmentRefusal::NotYours));
        assert_eq!(
            one.say(MembershipId::random(), Role::Therapist, &report(outcome)),
            Err(CommitmentRefusal::NotYours),
            "the owner has an account"
        );
        let without_account = Commitment { has_account: false, ..one.clone() };
        assert_eq!(without_account.say(MembershipId::random(), Role::Therapist, &report(outcome)), Ok(true));
    }
    for status in [CommitmentStatus::Offered, CommitmentStatus::Declined, CommitmentStatus::Withdrawn] {
        let one = commitment(status);
        assert_eq!(one.say(one.owner, Role::Member, &report(Outcome::Done)), Err(CommitmentRefusal::NotTaken));
    }
}

#[test]
fn the_same_outcome_is_saved_once_and_only_words_that_were_read_change() {
    let one = Commitment { outcome: Some(Outcome::Done), ..commitment(CommitmentStatus::Accepted) };
    let done = NewOutcome { outcome: Outcome::Done, word: None, shared: false, what: None, read: 1 };
    assert_eq!(one.say(one.owner, Role::Member, &done), Ok(false), "a button pressed twice");
    let word = NewOutcome { word: Some("it was easier than I thought".to_owned()), ..done.clone() };
    assert_eq!(one.say(one.owner, Role::Member, &word), Ok(true));
    assert_eq!(
        one.say(one.owner, Role::Member, &NewOutcome { shared: true, ..done.clone() }),
        Ok(true),
        "the same, now shared with the group"
    );
    let changed = NewOutcome { outcome: Outcome::Changed, what: Some("call her".to_owned()), ..done };
    assert_eq!(one.say(one.owner, Role::Member, &changed), Err(CommitmentRefusal::Stale));
    assert_eq!(one.say(one.owner, Role::Member, &NewOutcome { read: 3, ..changed.clone() }), Ok(true));
    let after = Commitment { outcome: Some(Outcome::Changed), what: changed.what.clone(), version: 4, ..one };
    assert_eq!(after.say(after.owner, Role::Member, &NewOutcome { read: 3, ..changed }), Ok(false), "the response was lost");
}

#[test]
fn a_commitment_is_current_after_the_last_session_or_until_its_due_day() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let one = commitment(CommitmentStatus::Accepted);
    assert!(one.at_hand(None), "no session has ended yet");
    assert!(one.at_hand(Some(LastCommitments { session: one.session, day: day("2026-11-23") })));
    let later = Some(LastCommitments { session: SessionId::random(), day: day("2026-11-23") });
    assert!(!one.at_hand(later), "due by the next session, which has ended");
    assert!(Commitment { live: true, ..one.clone() }.at_hand(later), "made in the live session");
    for (due, expected) in [("2026-11-22", false), ("2026-11-23", true), ("2026-12-01", true)] {
        assert_eq!(Commitment { due: Some(day(due)), ..one.clone() }.at_hand(later), expected, "{due}");
    }
}

#[test]
fn the_kept_amount_is_a_members_mean_over_commitments_with_an_outcome() {
    let [one, other] = [1, 2].map(|n| MembershipId(uuid::Uuid::from_u128(n)));
    let report = |owner, outcome, shared| LatestOutcome { owner, outcome, shared };
    let answers = [
        report(one, Outcome::Done, true),
        report(other, Outcome::Changed, true),
        report(one, Outcome::NotYet, false),
        report(one, Outcome::Done, true),
        report(one, Outcome::Changed, true),
    ];
    assert_eq!(kept(&answers), [KeptAmount { share: 0.625, shared: false }, KeptAmount { share: 0.5, shared: true }]);
    assert_eq!(kept(&[]), []);
}
