-- The group's own words. A version is immutable once ratified.
create table charter_version (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    number int not null constraint version_counts_from_1 check (number >= 1),
    ratified_at timestamptz not null,
    constraint charter_of_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint one_version_per_number unique (group_id, number),
    constraint charter_in_practice unique (practice_id, id)
);
call behind_the_wall('charter_version');

create table charter_article (
    id uuid primary key,
    practice_id uuid not null,
    version_id uuid not null,
    place int not null,
    text bytea not null,
    constraint article_of_version foreign key (practice_id, version_id) references charter_version (practice_id, id),
    constraint one_article_per_place unique (version_id, place)
);
call behind_the_wall('charter_article');
