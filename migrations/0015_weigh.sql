-- The brainstorm after gathering: twins, benefits and costs, dots, the shortlist; and what staff hold back from a quiet board.

-- The number that the last shown point bears.
alter table brainstorm add points_shown int not null default 0;

-- A twin stands under the idea that it was merged into, with its author and its words; taken out again it is what it was.
-- `looked` and `held` are of a quiet board before its opening: staff look at ideas without names, in batches, and hold one back.
-- They bear no time and nobody's name.
alter table idea
    add merged_into uuid,
    add looked bool not null default false,
    add held bool not null default false,
    add constraint idea_in_board unique (practice_id, brainstorm_id, id),
    add constraint merged_within_its_board foreign key (practice_id, brainstorm_id, merged_into) references idea (practice_id, brainstorm_id, id),
    add constraint nothing_is_its_own_twin check (merged_into <> id),
    add constraint what_is_held_is_not_shown check (not held or number is null),
    add constraint a_twin_is_shown check (merged_into is null or number is not null);
create index on idea (merged_into) where merged_into is not null;

-- A benefit, a cost or a question of an idea. Without a name: as an idea without one.
create table point (
    id uuid primary key,
    practice_id uuid not null,
    brainstorm_id uuid not null,
    idea_id uuid not null,
    kind text not null constraint point_kind_is_known check (kind in ('benefit', 'cost', 'question')),
    author uuid,
    logged_by uuid,
    author_tag bytea,
    text bytea not null,
    number int,
    withdrawn bool not null default false,
    version int not null default 1,
    created_at timestamptz,
    constraint point_of_idea foreign key (practice_id, brainstorm_id, idea_id) references idea (practice_id, brainstorm_id, id),
    constraint point_by_author foreign key (practice_id, author) references membership (practice_id, id),
    constraint point_by_logger foreign key (practice_id, logged_by) references membership (practice_id, id),
    constraint one_point_per_number unique (brainstorm_id, number),
    constraint a_nameless_point_names_nobody check (author_tag is null or (author is null and logged_by is null and created_at is null))
);
call behind_the_wall('point');
create index on point (idea_id);

-- One asking for dots: how many each person has. `entered` is how many of them staff gave for somebody, known once they are opened.
create table dot_round (
    practice_id uuid not null,
    brainstorm_id uuid not null,
    number int not null constraint dot_round_counts_from_1 check (number >= 1),
    dots int not null constraint one_to_six_dots check (dots between 1 and 6),
    begun_by uuid not null,
    begun_at timestamptz not null,
    opened_by uuid,
    opened_at timestamptz,
    entered int not null default 0,
    primary key (brainstorm_id, number),
    constraint dot_round_of_board foreign key (practice_id, brainstorm_id) references brainstorm (practice_id, id),
    constraint dot_round_in_practice unique (practice_id, brainstorm_id, number),
    constraint dot_round_with_its_dots unique (practice_id, brainstorm_id, number, dots),
    constraint dot_round_begun_by foreign key (practice_id, begun_by) references membership (practice_id, id),
    constraint dot_round_opened_by foreign key (practice_id, opened_by) references membership (practice_id, id),
    constraint whoever_opens_dots_has_a_time check ((opened_by is null) = (opened_at is null))
);
call behind_the_wall('dot_round');
create unique index one_open_asking on dot_round (brainstorm_id) where opened_at is null;

-- One row for each dot, until it is opened: each has a slot from 1 to as many as there are, so that nobody can ever have more. Whose it is
-- stands nowhere, on boards with names neither: the tag is keyed by the session's anonymity key, for this asking alone. When the dots are
-- opened their sums are kept and these rows go.
create table dot (
    practice_id uuid not null,
    brainstorm_id uuid not null,
    round int not null,
    dots int not null,
    tag bytea not null,
    slot int not null,
    idea_id uuid not null,
    -- Given by staff for somebody who has no phone here.
    entered bool not null default false,
    primary key (brainstorm_id, round, tag, slot),
    constraint never_more_dots_than_there_are check (slot between 1 and dots),
    constraint dot_in_round foreign key (practice_id, brainstorm_id, round, dots)
        references dot_round (practice_id, brainstorm_id, number, dots),
    constraint dot_on_idea foreign key (practice_id, brainstorm_id, idea_id) references idea (practice_id, brainstorm_id, id)
);
call behind_the_wall('dot');

create table dot_sum (
    practice_id uuid not null,
    brainstorm_id uuid not null,
    round int not null,
    idea_id uuid not null,
    sum int not null constraint a_sum_is_of_something check (sum > 0),
    primary key (brainstorm_id, round, idea_id),
    constraint sum_of_round foreign key (practice_id, brainstorm_id, round) references dot_round (practice_id, brainstorm_id, number),
    constraint sum_of_idea foreign key (practice_id, brainstorm_id, idea_id) references idea (practice_id, brainstorm_id, id)
);
call behind_the_wall('dot_sum');

-- The shortlist: what the group keeps.
create table solution (
    idea_id uuid primary key,
    practice_id uuid not null,
    brainstorm_id uuid not null,
    kept_by uuid not null,
    kept_at timestamptz not null,
    constraint solution_is_an_idea foreign key (practice_id, brainstorm_id, idea_id) references idea (practice_id, brainstorm_id, id),
    constraint solution_kept_by foreign key (practice_id, kept_by) references membership (practice_id, id)
);
call behind_the_wall('solution');
create index on solution (brainstorm_id);
