use super::*;

fn of(author: MembershipId) -> ConcernState {
    ConcernState {
        author,
        laid_by: None,
        named: false,
        visit: 2,
        shown: false,
        in_middle: false,
        was_in_middle: false,
        opened: false,
        withdrawn: false,
        taken_back: false,
        set_aside: false,
        version: 1,
    }
}

fn actor(me: MembershipId, role: Role) -> ConcernActor {
    ConcernActor { me, role }
}

const NOW: SessionPhase = SessionPhase { live: true, visit: 2 };
const NEXT: SessionPhase = SessionPhase { live: true, visit: 3 };
const OVER: SessionPhase = SessionPhase { live: false, visit: 2 };

#[test]
fn staff_lay_concerns_for_members_and_members_only_their_own() {
    let (me, other) = (MembershipId::random(), MembershipId::random());
    let own = NewConcern { author: me, laid_by: None, named: true };
    assert_eq!(lay(me, Role::Member, Some(other), true), Ok(own), "a member cannot speak in another's name");
    assert_eq!(lay(me, Role::Facilitator, None, true), Ok(own));
    assert_eq!(lay(me, Role::Facilitator, Some(me), true), Ok(own));
    assert_eq!(lay(me, Role::Facilitator, Some(other), true), Ok(NewConcern { author: other, laid_by: Some(me), named: true }));
    assert_eq!(lay(me, Role::Facilitator, Some(other), false), Err(ConcernRefusal::OnlyTheTherapist), "no one else may know the author");
    assert_eq!(lay(me, Role::Therapist, Some(other), false), Ok(NewConcern { author: other, laid_by: Some(me), named: false }));
    assert_eq!(lay(me, Role::Facilitator, None, false), Ok(NewConcern { author: me, laid_by: None, named: false }));
}

#[test]
fn each_role_sees_a_concern_and_its_author_by_the_rules() {
    let (author, other) = (MembershipId::random(), MembershipId::random());
    let waits = of(author);
    let sees = |state: ConcernState, role, at| state.may_be_seen_by(actor(other, role), at);
    for (role, now, next) in [(Role::Therapist, true, true), (Role::Facilitator, false, true), (Role::Member, false, false)] {
        assert_eq!((sees(waits, role, NOW), sees(waits, role, NEXT)), (now, next), "{role:?}");
    }
    assert!(waits.may_be_seen_by(actor(author, Role::Member), NOW));
    assert!(sees(ConcernState { shown: true, ..waits }, Role::Facilitator, NOW), "with a name, or three of them");
    assert!(sees(waits, Role::Facilitator, OVER));
    let was = ConcernState { shown: true, was_in_middle: true, ..waits };
    assert!(sees(was, Role::Member, NOW));
    assert!(!sees(ConcernState { set_aside: true, ..was }, Role::Member, NOW));
    assert!(!sees(ConcernState { withdrawn: true, ..was }, Role::Member, NOW));
    for (role, may) in [(Role::Therapist, true), (Role::Facilitator, false), (Role::Member, false)] {
        assert_eq!(was.author_may_be_seen_by(role, true), may, "{role:?}");
        assert!(!was.author_may_be_seen_by(role, false), "{role:?}, to whom the author was not promised");
        assert!(ConcernState { named: true, ..was }.author_may_be_seen_by(role, false));
    }
}

#[test]
fn authors_change_only_their_own_words_and_not_in_the_middle() {
    let (author, other) = (MembershipId::random(), MembershipId::random());
    let (mine, others) = (actor(author, Role::Member), actor(other, Role::Therapist));
    let concern = of(author);
    assert_eq!(concern.edit(mine, NOW, 1), Ok(()));
    assert_eq!(concern.edit(mine, NOW, 2), Err(ConcernRefusal::Changed));
    assert_eq!(concern.edit(mine, OVER, 1), Err(ConcernRefusal::NotLive));
    assert_eq!(concern.edit(others, NOW, 1), Err(ConcernRefusal::NotYours));
    assert_eq!(ConcernState { laid_by: Some(other), ..concern }.edit(others, NOW, 1), Ok(()));
    assert_eq!(ConcernState { in_middle: true, ..concern }.edit(mine, NOW, 1), Err(ConcernRefusal::InTheMiddle));
    for removed in [ConcernState { withdrawn: true, taken_back: true, ..concern }, ConcernState { set_aside: true, ..concern }] {
        assert_eq!(removed.edit(mine, NOW, 1), Err(ConcernRefusal::Gone));
        assert_eq!(removed.bring(NOW), Err(ConcernRefusal::Gone));
        assert_eq!(removed.mark(others, NOW), Err(ConcernRefusal::Gone));
    }
    assert_eq!((concern.bring(NOW), concern.bring(OVER)), (Ok(()), Err(ConcernRefusal::NotLive)));
}

#[test]
fn an_author_can_always_take_a_concern_back() {
    let (author, other) = (MembershipId::random(), MembershipId::random());
    let concern = ConcernState { in_middle: true, laid_by: Some(other), ..of(author) };
    for at in [NOW, OVER] {
        assert_eq!(concern.take_back(actor(author, Role::Member), at), Ok(()));
    }
    assert_eq!(concern.take_back(actor(other, Role::Facilitator), NOW), Ok(()));
    assert_eq!(concern.take_back(actor(other, Role::Facilitator), OVER), Err(ConcernRefusal::NotLive));
    assert_eq!(concern.take_back(actor(MembershipId::random(), Role::Therapist), NOW), Err(ConcernRefusal::NotYours));
}

#[test]
fn staff_mark_a_concern_tender_always_and_its_author_outside_the_middle() {
    let (author, other) = (MembershipId::random(), MembershipId::random());
    let (concern, middle) = (of(author), ConcernState { in_middle: true, ..of(author) });
    assert_eq!(concern.mark(actor(author, Role::Member), NOW), Ok(()));
    assert_eq!(
        middle.mark(actor(author, Role::Member), NOW),
        Err(ConcernRefusal::InTheMiddle),
        "a change on all screens would reveal the author"
    );
    assert_eq!(middle.mark(actor(other, Role::Facilitator), NOW), Ok(()));
    assert_eq!(concern.mark(actor(other, Role::Member), NOW), Err(ConcernRefusal::NotYours));
    assert_eq!(concern.mark(actor(other, Role::Facilitator), OVER), Err(ConcernRefusal::NotLive));
}

#[test]
fn only_present_members_other_than_the_author_answer() {
    let (author, other) = (MembershipId::random(), MembershipId::random());
    let middle = ConcernState { in_middle: true, ..of(author) };
    let (mine, others) = (actor(author, Role::Member), actor(other, Role::Member));
    assert_eq!(middle.resonate(others, NOW, true), Ok(()));
    assert_eq!(middle.resonate(mine, NOW, true), Err(ConcernRefusal::YourOwn));
    assert_eq!(middle.resonate(others, NOW, false), Err(ConcernRefusal::NotHere));
    assert_eq!(middle.resonate(others, OVER, true), Err(ConcernRefusal::NotLive));
    assert_eq!(of(author).resonate(others, NOW, true), Err(ConcernRefusal::NotInTheMiddle));
}

#[test]
fn cards_cannot_exceed_the_members_without_a_phone() {
    let middle = ConcernState { in_middle: true, ..of(MembershipId::random()) };
    assert_eq!(middle.count(NOW, 2, 2), Ok(()));
    assert_eq!(middle.count(NOW, 3, 2), Err(ConcernRefusal::TooManyCards));
    assert_eq!(middle.count(OVER, 1, 2), Err(ConcernRefusal::NotLive));
    assert_eq!(of(MembershipId::random()).count(NOW, 1, 2), Err(ConcernRefusal::NotInTheMiddle));
}

#[test]
fn only_changes_to_listed_nameless_concerns_wait_for_a_step() {
    let listed = ConcernState { named: false, shown: true, ..of(MembershipId::random()) };
    assert!(listed.defers(NOW));
    for (other, why) in [
        (ConcernState { named: true, ..listed }, "with a name"),
        (ConcernState { shown: false, visit: NOW.visit, ..listed }, "not on the list yet"),
        (ConcernState { in_middle: true, ..listed }, "in the middle"),
    ] {
        assert!(!other.defers(NOW), "{why}");
    }
    assert!(!listed.defers(SessionPhase { live: false, ..NOW }), "after the session");
    let removed = ConcernState { taken_back: true, ..listed };
    let author = ConcernActor { me: removed.author, role: Role::Member };
    assert_eq!(removed.edit(author, NOW, removed.version), Err(ConcernRefusal::Gone), "its author sees the withdrawal");
    assert_eq!(removed.bring(NOW), Err(ConcernRefusal::Gone), "no one can bring it to the middle");
    let staff = ConcernActor { me: MembershipId::random(), role: Role::Facilitator };
    assert_eq!(removed.mark(staff, NOW), Ok(()), "others see no difference before the step");
}
