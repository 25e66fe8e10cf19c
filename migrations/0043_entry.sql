-- Ideas and points are the entries of a board, in one table: a point has a kind and the idea that it is about. Sealed texts stay bound to
-- the names under which they were sealed (SealContext).

alter table idea rename to entry;
alter table entry rename constraint idea_pkey to entry_pkey;
alter table entry rename constraint idea_by_author to entry_by_author;
alter table entry rename constraint idea_by_logger to entry_by_logger;
alter table entry rename constraint idea_on_board to entry_on_board;
alter table entry rename constraint idea_fingerprint_is_a_hash to entry_fingerprint_is_a_hash;
alter table entry rename constraint a_nameless_idea_names_nobody to a_nameless_entry_names_nobody;
alter table entry rename constraint a_nameless_idea_has_no_lasting_fingerprint to a_nameless_entry_has_no_lasting_fingerprint;
alter index idea_brainstorm_id_idx rename to entry_brainstorm_id_idx;
alter index idea_brainstorm_id_idx1 rename to entry_with_pending_change_idx;
alter index idea_merged_into_idx rename to entry_merged_into_idx;

alter table entry
    add column kind text constraint point_kind_is_known check (kind in ('benefit', 'cost', 'question')),
    add column idea_id uuid,
    add column is_idea boolean not null generated always as (kind is null) stored,
    drop constraint one_idea_per_number,
    add constraint one_entry_per_number unique (brainstorm_id, is_idea, number),
    add constraint a_point_is_about_an_idea check ((kind is null) = (idea_id is null)),
    add constraint a_point_is_not_merged_or_reviewed check (is_idea or (merged_into is null and not held and not looked));

alter table commitment drop constraint commitment_of_idea;
alter table dot drop constraint dot_on_idea;
alter table dot_sum drop constraint sum_of_idea;
alter table solution drop constraint solution_is_an_idea;
alter table entry drop constraint merged_within_its_board;
alter table point drop constraint point_of_idea;
alter table entry
    drop constraint idea_in_board,
    drop constraint idea_on_its_board,
    add constraint entry_on_its_board unique (practice_id, brainstorm_id, id, is_idea);

-- What refers to an idea cannot refer to a point: its constant `to_idea` is compared with the entry's `is_idea`.
alter table commitment
    add column to_idea boolean not null generated always as (true) stored,
    add constraint commitment_of_idea foreign key (practice_id, brainstorm_id, idea_id, to_idea)
        references entry (practice_id, brainstorm_id, id, is_idea);
alter table dot
    add column to_idea boolean not null generated always as (true) stored,
    add constraint dot_on_idea foreign key (practice_id, brainstorm_id, idea_id, to_idea)
        references entry (practice_id, brainstorm_id, id, is_idea);
alter table dot_sum
    add column to_idea boolean not null generated always as (true) stored,
    add constraint sum_of_idea foreign key (practice_id, brainstorm_id, idea_id, to_idea)
        references entry (practice_id, brainstorm_id, id, is_idea);
alter table solution
    add column to_idea boolean not null generated always as (true) stored,
    add constraint solution_is_an_idea foreign key (practice_id, brainstorm_id, idea_id, to_idea)
        references entry (practice_id, brainstorm_id, id, is_idea);
alter table entry
    add column to_idea boolean not null generated always as (true) stored,
    add constraint point_of_idea foreign key (practice_id, brainstorm_id, idea_id, to_idea)
        references entry (practice_id, brainstorm_id, id, is_idea),
    add constraint merged_within_its_board foreign key (practice_id, brainstorm_id, merged_into, to_idea)
        references entry (practice_id, brainstorm_id, id, is_idea);

-- By random id, so that the order of rows tells nothing about the order of writing.
insert into entry (id, practice_id, brainstorm_id, kind, idea_id, author, logged_by, author_tag, text, number, withdrawn, version,
                   created_at, fingerprint, pending_text, pending_withdrawn, shown_version)
select id, practice_id, brainstorm_id, kind, idea_id, author, logged_by, author_tag, text, number, withdrawn, version,
       created_at, fingerprint, pending_text, pending_withdrawn, shown_version
from point order by id;
drop table point;
create index on entry (idea_id) where idea_id is not null;
