-- A trial session: a group of its own with people who do not exist, which its therapist tries the console with. It is deleted whole.

alter table therapy_group
    add column trial_of uuid constraint trial_of_person references person,
    add column trial_until timestamptz,
    add constraint a_trial_has_its_end check ((trial_of is null) = (trial_until is null));
create unique index one_trial_per_therapist on therapy_group (trial_of) where trial_of is not null;

-- The first steps of who forms groups: when they began a trial session, and when they said "later".
alter table staff
    add column tried_at timestamptz,
    add column first_steps_dismissed_at timestamptz;

-- What members agreed upon stays, except with a trial. The role of the app may not delete it in any case: only the function below does.
create or replace function charter_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('app.deletes_trial', true) = 'on' then
        return null;
    end if;
    raise exception 'what was agreed upon and signed does not change' using errcode = 'restrict_violation';
end $$;

create or replace function keeps_a_therapist() returns trigger
    language plpgsql as $$
begin
    -- A trial is deleted with all its people.
    if exists (select from therapy_group where id = old.group_id)
        and not exists (select from membership where group_id = old.group_id and role = 'therapist' and state = 'active') then
        raise exception 'a group is not left without a therapist'
            using errcode = '23514', table = 'membership', constraint = 'a_group_keeps_a_therapist';
    end if;
    return null;
end $$;

-- Deletes a trial group with every row that refers to it, in tables of later migrations too, and the keys of its people. Returns how many
-- rows; 0 for a group that is not a trial or that the transaction does not see. As the tables' owner: some tables are never deleted from.
create function delete_trial_group(of_group uuid) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    link record;
    more bigint;
    added bigint;
    deletes text;
begin
    perform from therapy_group where id = of_group and trial_until is not null and practice_id = any (app_practices()) for update;
    if not found then
        return 0;
    end if;
    create temporary table doomed (relation oid not null, place tid not null, primary key (relation, place)) on commit drop;
    insert into doomed select 'therapy_group'::regclass, g.ctid from therapy_group g where g.id = of_group;
    -- From a row to the rows that refer to it, until no more are found.
    loop
        added := 0;
        for link in
            select c.conrelid::regclass as child, c.confrelid::regclass as parent,
                   (select string_agg(format('child.%I = parent.%I', here.attname, there.attname), ' and ')
                    from unnest(c.conkey, c.confkey) as k (here, there)
                    join pg_attribute here on here.attrelid = c.conrelid and here.attnum = k.here
                    join pg_attribute there on there.attrelid = c.confrelid and there.attnum = k.there) as matches
            from pg_constraint c
            where c.contype = 'f' and c.confrelid in (select d.relation from doomed d)
        loop
            execute format(
                'insert into doomed select %s, child.ctid from doomed d join %s parent on parent.ctid = d.place join %s child on %s
                 where d.relation = %s on conflict do nothing',
                link.child::oid, link.parent, link.child, link.matches, link.parent::oid);
            get diagnostics more = row_count;
            added := added + more;
        end loop;
        exit when added = 0;
    end loop;
    delete from keys.wrapped_key k where k.owner_kind = 'group' and k.owner_id = of_group;
    delete from keys.wrapped_key k using membership m
        where k.owner_kind = 'membership' and k.owner_id = m.id and m.group_id = of_group;
    delete from token t using session s where t.subject = s.id and s.group_id = of_group;
    delete from job j using session s where j.subject = s.id and s.group_id = of_group;
    -- In one statement, because rows refer to each other both ways; references are checked at its end.
    select string_agg(
        format('d%s as (delete from %s r using doomed d where d.relation = %s and r.ctid = d.place)', n, name, relation), ', ')
        into deletes
        from (select row_number() over () as n, d.relation, d.relation::regclass as name from (select distinct relation from doomed) d) t;
    select count(*) into added from doomed;
    perform set_config('app.deletes_trial', 'on', true);
    execute 'with ' || deletes || ' select';
    perform set_config('app.deletes_trial', '', true);
    drop table doomed;
    return added;
end $$;
revoke execute on function delete_trial_group(uuid) from public;
grant execute on function delete_trial_group(uuid) to hamdel_app;
