-- A form that makes something carries the id of what it makes. Beside the id the row keeps an HMAC of all that the form said, so that the
-- same form sent again is told from another one under the same id, also after the row was edited. Its key is derived from the key that
-- seals the row (without one of its own: the key of its group or practice), and the hash means nothing once that key is destroyed. What
-- bears no name has it under the session's anonymity key, and loses it when figures freeze. Rows from before have none.
do $$
declare made text;
begin
    foreach made in array array['therapy_group', 'membership', 'invitation', 'staff_invitation', 'admission_decision', 'charter_proposal',
        'charter_comment', 'session', 'series', 'substitution', 'backstage_line', 'tap', 'hand', 'kind_word', 'concern', 'brainstorm', 'idea',
        'point', 'commitment'] loop
        execute format('alter table %I add column fingerprint bytea constraint %I check (octet_length(fingerprint) = 32)', made,
            made || '_fingerprint_is_a_hash');
    end loop;
end $$;

-- Nothing outlives what it is of: when figures freeze, and when a concern is taken back for good.
alter table idea add constraint a_nameless_idea_has_no_lasting_fingerprint
    check (fingerprint is null or num_nonnulls(author, logged_by, author_tag) > 0);
alter table point add constraint a_nameless_point_has_no_lasting_fingerprint
    check (fingerprint is null or num_nonnulls(author, logged_by, author_tag) > 0);
alter table concern add constraint a_concern_taken_back_has_no_fingerprint check (fingerprint is null or text is not null);
