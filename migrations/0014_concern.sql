-- What people have in common. A theme is the practice's own word for several concerns, sealed under the practice's key.
create table theme (
    id uuid primary key,
    practice_id uuid not null references practice,
    words bytea not null,
    constraint theme_in_practice unique (practice_id, id)
);
call behind_the_wall('theme');

-- A concern that somebody lays before the group. Its words are under its author's key: erasing them erases it. Without a name to the
-- group the therapist alone is shown the author; the row keeps no moment, only the stage of the session it was laid in, and lists are
-- never in the order of rows.
create table concern (
    id uuid primary key,
    practice_id uuid not null,
    session_id uuid not null,
    author uuid not null,
    -- Staff who laid it for somebody.
    laid_by uuid,
    named bool not null,
    -- None once its author took it back.
    text bytea,
    -- Each hand takes back only the mark it made.
    tender_by_author bool not null default false,
    tender_by_staff bool not null default false,
    -- The stage it was laid in. Without a name it waits for the next one, or until three wait, before the facilitator sees it.
    visit int not null,
    shown bool not null,
    -- The order in which concerns first came to the middle.
    middle_number int,
    in_middle bool not null default false,
    -- Whether the answers were opened since it came to the middle.
    opened bool not null default false,
    -- Answers on paper, as the facilitator counted them.
    cards int not null default 0 constraint cards_are_not_negative check (cards >= 0),
    -- What the last telling of the answers counted; from it follow the words that everybody reads.
    told_phones int,
    told_cards int,
    told_others int,
    theme_id uuid,
    set_aside_by uuid,
    -- For its author alone; under the key of whoever wrote it.
    reason bytea,
    version int not null default 1,
    constraint concern_of_session foreign key (practice_id, session_id) references session (practice_id, id),
    constraint concern_by_author foreign key (practice_id, author) references membership (practice_id, id),
    constraint concern_laid_by foreign key (practice_id, laid_by) references membership (practice_id, id),
    constraint concern_set_aside_by foreign key (practice_id, set_aside_by) references membership (practice_id, id),
    constraint concern_of_theme foreign key (practice_id, theme_id) references theme (practice_id, id),
    constraint concern_in_practice unique (practice_id, id),
    constraint one_concern_per_middle_number unique (session_id, middle_number),
    constraint the_middle_is_counted check (not in_middle or (middle_number is not null and shown)),
    constraint what_is_gone_is_not_in_the_middle check (not in_middle or (text is not null and set_aside_by is null)),
    constraint setting_aside_has_a_reason check ((set_aside_by is null) = (reason is null)),
    constraint a_telling_is_whole check (num_nulls(told_phones, told_cards, told_others) in (0, 3))
);
call behind_the_wall('concern');
create index on concern (session_id);
create index on concern (practice_id, theme_id) where theme_id is not null;
create unique index one_concern_in_the_middle on concern (session_id) where in_middle;

-- «I know this too»: without a membership, without a time. The tag, keyed by the session's anonymity key and the concern, keeps it
-- once and lets it be taken back; it is destroyed with that key.
create table resonance (
    id uuid primary key,
    practice_id uuid not null,
    concern_id uuid not null,
    tag bytea,
    constraint resonance_to_concern foreign key (practice_id, concern_id) references concern (practice_id, id),
    constraint one_resonance_each unique (concern_id, tag)
);
call behind_the_wall('resonance');

-- A brainstorm may be on a concern.
alter table brainstorm
    add concern_id uuid,
    add constraint brainstorm_on_concern foreign key (practice_id, concern_id) references concern (practice_id, id);
