-- What the settings of a group were before each change, and since: who changed which, and when. The values are sealed under the group's key.
create table group_change (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    by_membership uuid not null,
    at timestamptz not null,
    field text not null constraint group_change_field_is_known check (field in (
        'name', 'purpose', 'focus', 'areas', 'ages', 'severity', 'language', 'capacity', 'admission', 'meets', 'place', 'zone', 'calendar')),
    was bytea,
    became bytea,
    constraint group_change_of_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint group_change_by_membership foreign key (practice_id, by_membership) references membership (practice_id, id)
);
call enable_row_security('group_change');
create index on group_change (group_id, at);
revoke update on group_change from hamdel_app;
