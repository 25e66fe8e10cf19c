-- A link that invites to a seat. The token itself is in `token`, hashed; opening the link changes nothing.
create table invitation (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    role text not null constraint invitation_role_is_known check (role in ('facilitator', 'member')),
    seats int not null constraint seats_are_1_to_15 check (seats between 1 and 15),
    taken int not null default 0,
    admits bool not null,
    made_by uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint invitation_to_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint invitation_by_member foreign key (practice_id, group_id, made_by) references membership (practice_id, group_id, id),
    constraint invitation_in_practice unique (practice_id, group_id, id),
    constraint no_seat_is_taken_twice check (taken between 0 and seats)
);
call behind_the_wall('invitation');
create index on invitation (group_id);
alter table membership add constraint joined_by_invitation
    foreign key (practice_id, group_id, invitation_id) references invitation (practice_id, group_id, id);
