-- The second wall. Every table that belongs to a practice shows only the practices that the transaction stands in
-- (setting app.practices, an array of uuid; empty when unset): a forgotten WHERE shows nothing.

create function app_practices() returns uuid[]
    language sql stable parallel safe
    return coalesce(nullif(current_setting('app.practices', true), ''), '{}')::uuid[];

-- Puts a table with a practice_id behind the wall. FORCE, because the owner would otherwise walk through it.
create procedure behind_the_wall(tenant regclass)
    language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tenant);
    execute format('alter table %s force row level security', tenant);
    execute format(
        'create policy within_practice on %s
             using (practice_id = any ((select app_practices())::uuid[]))
             with check (practice_id = any ((select app_practices())::uuid[]))', tenant);
end $$;

-- The role that the app works as is made by the pool (roles are cluster-wide and test databases race); here it is only granted.
grant usage on schema public to hamdel_app;
alter default privileges in schema public grant select, insert, update, delete on tables to hamdel_app;
alter default privileges in schema public grant usage on sequences to hamdel_app;
