-- The group's own words. A version is immutable once ratified: not even the program can change one.
create table charter_version (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    number int not null constraint version_counts_from_1 check (number >= 1),
    ratified_at timestamptz not null,
    constraint charter_of_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint one_version_per_number unique (group_id, number),
    constraint charter_in_practice unique (practice_id, id),
    constraint charter_in_group unique (practice_id, group_id, id)
);
call behind_the_wall('charter_version');

-- An article is the same one through all versions by its `line`. Its words are the group's own, sealed, or a starter article that
-- nobody has reworded, which is read in the reader's language.
create table charter_article (
    id uuid primary key,
    practice_id uuid not null,
    version_id uuid not null,
    line uuid not null,
    place int not null,
    text bytea,
    starter text,
    constraint article_of_version foreign key (practice_id, version_id) references charter_version (practice_id, id),
    constraint one_article_per_place unique (version_id, place),
    constraint one_article_per_line unique (version_id, line),
    constraint article_has_words check ((text is null) <> (starter is null))
);
call behind_the_wall('charter_article');

-- What somebody would like otherwise: an article more, other words, one less, another place. Open while it is neither withdrawn nor
-- ratified. Its words are in charter_revision, each under the key of whoever wrote them.
create table charter_proposal (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    author uuid not null,
    act text not null constraint act_is_known check (act in ('add', 'change', 'remove', 'move')),
    line uuid not null,
    place int constraint place_counts_from_1 check (place >= 1),
    revision int not null default 1,
    -- The revisions whose answers were opened for all.
    opened int[] not null default '{}',
    created_at timestamptz not null,
    withdrawn_at timestamptz,
    ratified_in uuid,
    constraint proposal_of_group foreign key (practice_id, group_id) references therapy_group (practice_id, id),
    constraint proposal_by_member foreign key (practice_id, group_id, author) references membership (practice_id, group_id, id),
    constraint proposal_in_version foreign key (practice_id, group_id, ratified_in) references charter_version (practice_id, group_id, id),
    constraint proposal_in_practice unique (practice_id, group_id, id),
    constraint a_move_has_a_place check ((act = 'move') = (place is not null)),
    constraint ratified_or_withdrawn check (withdrawn_at is null or ratified_in is null)
);
call behind_the_wall('charter_proposal');
create index on charter_proposal (group_id);
-- Two wishes about one article are two wordings of one proposal, so that the group answers one question at a time.
create unique index one_open_proposal_per_article on charter_proposal (group_id, line) where withdrawn_at is null and ratified_in is null;

-- Each wording of a proposal, kept as it was.
create table charter_revision (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    proposal_id uuid not null,
    number int not null constraint revision_counts_from_1 check (number >= 1),
    author uuid not null,
    text bytea,
    starter text,
    created_at timestamptz not null,
    constraint revision_of_proposal foreign key (practice_id, group_id, proposal_id) references charter_proposal (practice_id, group_id, id),
    constraint revision_by_member foreign key (practice_id, group_id, author) references membership (practice_id, group_id, id),
    constraint one_revision_per_number unique (proposal_id, number),
    constraint words_or_a_starter check (text is null or starter is null)
);
call behind_the_wall('charter_revision');

-- One answer for each member and wording; it may change until the draft is ratified.
create table charter_answer (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    proposal_id uuid not null,
    revision int not null,
    member uuid not null,
    answer text not null constraint answer_is_known check (answer in ('agree', 'concern', 'cannot')),
    words bytea,
    -- Staff who wrote down what a member said.
    entered_by uuid,
    answered_at timestamptz not null,
    constraint answer_to_proposal foreign key (practice_id, group_id, proposal_id) references charter_proposal (practice_id, group_id, id),
    constraint answer_to_revision foreign key (proposal_id, revision) references charter_revision (proposal_id, number),
    constraint answer_of_member foreign key (practice_id, group_id, member) references membership (practice_id, group_id, id),
    constraint answer_entered_by foreign key (practice_id, group_id, entered_by) references membership (practice_id, group_id, id),
    constraint one_answer_each unique (proposal_id, revision, member),
    constraint what_stands_in_the_way_has_words check (answer = 'agree' or words is not null)
);
call behind_the_wall('charter_answer');

create table charter_comment (
    id uuid primary key,
    practice_id uuid not null,
    group_id uuid not null,
    proposal_id uuid not null,
    author uuid not null,
    text bytea not null,
    created_at timestamptz not null,
    constraint comment_on_proposal foreign key (practice_id, group_id, proposal_id) references charter_proposal (practice_id, group_id, id),
    constraint comment_by_member foreign key (practice_id, group_id, author) references membership (practice_id, group_id, id)
);
call behind_the_wall('charter_comment');
create index on charter_comment (proposal_id);

-- Who signed which version. The name is that of the membership: when its key is destroyed, what stays is "a former member".
create table charter_signature (
    practice_id uuid not null,
    group_id uuid not null,
    version_id uuid not null,
    membership_id uuid not null,
    -- Staff who hold the signature on paper.
    entered_by uuid,
    signed_at timestamptz not null,
    primary key (version_id, membership_id),
    constraint signature_under_version foreign key (practice_id, group_id, version_id) references charter_version (practice_id, group_id, id),
    constraint signature_of_member foreign key (practice_id, group_id, membership_id) references membership (practice_id, group_id, id),
    constraint signature_entered_by foreign key (practice_id, group_id, entered_by) references membership (practice_id, group_id, id)
);
call behind_the_wall('charter_signature');

revoke update, delete, truncate on charter_version, charter_article, charter_revision, charter_signature from hamdel_app;

create function charter_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'what was agreed upon and signed does not change' using errcode = 'restrict_violation';
end $$;
create trigger charter_is_kept before update or delete or truncate on charter_version for each statement execute function charter_is_kept();
create trigger charter_is_kept before update or delete or truncate on charter_article for each statement execute function charter_is_kept();
create trigger charter_is_kept before update or delete or truncate on charter_revision for each statement execute function charter_is_kept();
create trigger charter_is_kept before update or delete or truncate on charter_signature for each statement execute function charter_is_kept();

-- Nothing is added to a version later either: its articles come in the transaction that ratifies it.
create function articles_come_with_their_version() returns trigger language plpgsql as $$
begin
    if not exists (select from charter_version where id = new.version_id and xmin = pg_current_xact_id()::xid) then
        raise exception 'what was agreed upon and signed does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger articles_come_with_their_version before insert on charter_article
    for each row execute function articles_come_with_their_version();
