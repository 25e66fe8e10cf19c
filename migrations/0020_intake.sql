-- Forming a group: whom it is meant for, what each candidate tells, who is kept waiting, and what the therapist decided.

-- The intended severity is a range, as the ages are; «mixed» was all of it.
alter table therapy_group drop constraint severity_is_known;
alter table therapy_group rename column severity to severity_from;
alter table therapy_group add severity_to text;
update therapy_group set severity_to = severity_from;
update therapy_group set severity_from = 'mild', severity_to = 'severe' where severity_from = 'mixed';
alter table therapy_group add constraint severity_is_known
    check (severity_from in ('mild', 'moderate', 'severe') and severity_to in ('mild', 'moderate', 'severe'));
-- The focus areas it is meant for, under the group's key like the words beside them.
alter table therapy_group add areas bytea;

-- What somebody told, one row for each step of the intake, under the membership's own key: what they chose and what they wrote, as one
-- sealed text. Whoever saves names the version it was written upon; nobody overwrites what they have not seen. The step «severity» is
-- the therapist's own and never shown to the candidate.
create table intake_part (
    id uuid primary key,
    practice_id uuid not null,
    membership_id uuid not null,
    step text not null constraint intake_step_is_known
        check (step in ('age', 'language', 'focus', 'load', 'goals', 'experience', 'limits', 'changes', 'care', 'contact', 'severity')),
    answer bytea not null,
    version int not null constraint intake_version_counts_from_1 check (version >= 1),
    -- Whose hand it was: the candidate's own membership, or the therapist's.
    written_by uuid not null,
    saved_at timestamptz not null,
    constraint intake_of_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint intake_by_membership foreign key (practice_id, written_by) references membership (practice_id, id),
    constraint one_part_per_step unique (membership_id, step)
);
call behind_the_wall('intake_part');

-- What the therapist decided about a candidate, each time; the note is under the key of their own post, as their private notes are.
create table admission_decision (
    id uuid primary key,
    practice_id uuid not null,
    membership_id uuid not null,
    decision text not null constraint decision_is_known check (decision in ('admit', 'keep_waiting', 'not_this_group')),
    note bytea,
    decided_by uuid not null,
    at timestamptz not null,
    constraint decision_on_membership foreign key (practice_id, membership_id) references membership (practice_id, id),
    constraint decision_by_membership foreign key (practice_id, decided_by) references membership (practice_id, id)
);
call behind_the_wall('admission_decision');
revoke update, delete on admission_decision from hamdel_app;
create index on admission_decision (membership_id, at);

-- Who is kept on the waiting list, since when and in which order. The row goes when they are admitted or sent elsewhere.
create table waiting_place (
    membership_id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    place int not null constraint waiting_place_counts_from_1 check (place >= 1),
    since timestamptz not null,
    constraint waiting_place_of_membership foreign key (practice_id, group_id, membership_id)
        references membership (practice_id, group_id, id),
    constraint one_candidate_per_place unique (group_id, place) deferrable initially deferred
);
call behind_the_wall('waiting_place');
