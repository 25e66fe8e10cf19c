-- A link that invites somebody to work in the practice. The token itself is in `token`, hashed; opening the link changes nothing.
create table staff_invitation (
    id uuid primary key,
    practice_id uuid not null references practice,
    role text not null constraint staff_invitation_role_is_known check (role in ('administrator', 'therapist', 'facilitator', 'secretary')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    taken_at timestamptz,
    constraint a_staff_invitation_ends_in_one_way check (revoked_at is null or taken_at is null)
);
call behind_the_wall('staff_invitation');
create index on staff_invitation (practice_id);
