# shellcheck shell=bash
# Shared by bin/run, bin/test, bin/prepare, bin/bench and bin/shots: finds or installs programs, and runs a throwaway PostgreSQL.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# The missing Debian packages; the needs_* functions add to the list, install_missing empties it.
missing=()

needs_postgres() { pg_bin >/dev/null || missing+=(postgresql); }
needs_node() { command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm); }
needs_compiler() { command -v cc >/dev/null || missing+=(build-essential); }
needs_python() { python3 -c 'import ensurepip, venv, zoneinfo' 2>/dev/null || missing+=(python3 python3-venv); }
needs_java() { command -v java >/dev/null || missing+=(default-jre-headless); }
needs_chromium() { chromium_program >/dev/null || missing+=(chromium-headless-shell); }

# Distributions package a Rust that is too old for this crate, so these scripts never install it.
needs_cargo() {
  command -v cargo >/dev/null ||
    die "Rust is missing: install it from https://rustup.rs (1.95 or newer), then start this again."
}

# Installs the missing packages if that needs no password; otherwise lists what to install and stops.
install_missing() {
  [ ${#missing[@]} -eq 0 ] && return
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo=(sudo -n)
    { command -v sudo >/dev/null && sudo -n true 2>/dev/null; } || cannot_install
  fi
  command -v apt-get >/dev/null || cannot_install
  say "Installing with apt: ${missing[*]}"
  "${sudo[@]}" apt-get update -qq &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
    cannot_install
  missing=()
}

cannot_install() {
  say "These are missing, and cannot be installed from here: ${missing[*]}"
  say "On Debian or Ubuntu: sudo apt-get install ${missing[*]}"
  say "Elsewhere: the packages of the same meaning (PostgreSQL server programs, Node.js with npm, Chromium)."
  exit 1
}

# The folder with PostgreSQL's server programs: HAMDEL_PG_BIN, else the newest version on this machine.
pg_bin() {
  local folder
  while read -r folder; do
    if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
      echo "$folder"
      return
    fi
  done < <(
    echo "${HAMDEL_PG_BIN:-}"
    printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV
    pg_config --bindir 2>/dev/null || true
    dirname "$(command -v initdb)" 2>/dev/null || true
  )
  return 1
}

# Without a window and what belongs to one, Chromium takes half the time of the processor for the same pages.
chromium_program() {
  if [ -n "${CHROMIUM:-}" ]; then echo "$CHROMIUM"; return; fi
  command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome
}

# PostgreSQL refuses to run as root, so root runs it as another user.
as_postgres() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; else runuser -u "$(postgres_user)" -- "$@"; fi
}

postgres_user() { id -u postgres >/dev/null 2>&1 && echo postgres || echo nobody; }

# Starts a PostgreSQL for this run only and exports its DATABASE_URL. Nothing in it outlives the run, so it need not survive a power
# cut (the fault tests check durability, with a PostgreSQL of their own).
cluster_up() {
  local bin place=/tmp room
  bin=$(pg_bin) || die "PostgreSQL's server programs were not found."
  # In memory if there is room: the tests create and drop hundreds of small databases, and on a disk a quarter of the time would be
  # bookkeeping.
  room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)
  if [ -w /dev/shm ] && [ "${room:-0}" -gt 4000000 ]; then place=/dev/shm; fi
  cluster=$(mktemp -d "$place/hamdel.XXXXXX")
  trap cluster_down EXIT
  if [ "$(id -u)" -eq 0 ]; then chown "$(postgres_user)" "$cluster"; fi
  as_postgres "$bin/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  as_postgres "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -s start -o "-c listen_addresses='' -k $cluster \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"
  # The same kind of login as in an installation: it owns its tables and is no superuser. Otherwise the tests would not show the
  # effect of row security.
  as_postgres "$bin/psql" -h "$cluster" -U postgres -q -c "create role owner login createdb createrole" \
    -c "alter database template1 owner to owner" -c "create database hamdel owner owner"
  export DATABASE_URL="postgres://owner@localhost/hamdel?host=$cluster"
}

cluster_down() {
  [ -n "${cluster:-}" ] || return 0
  as_postgres "$(pg_bin)/pg_ctl" -D "$cluster/data" -m immediate -s stop || true
  rm -rf "$cluster"
  cluster=
}

# Runs a command that compiles the crate and checks every query against a freshly migrated database; the results are then in $answers.
# The macros write one result for each query that they compile. Cargo does not know about these files, so the crate (without its
# dependencies) is always compiled again.
with_answers() {
  answers=$cluster/answers
  local database=${DATABASE_URL/\/hamdel?//answers?} bin
  bin=$(pg_bin)
  mkdir "$answers" && "$bin/createdb" -h "$cluster" -U owner -T template0 answers &&
    # The application's pool creates this role before it migrates; the migrations only grant to it.
    { echo 'create role hamdel_app nologin;' && for file in migrations/*.sql; do printf 'begin;\n%s\ncommit;\n' "$(cat "$file")"; done; } |
    "$bin/psql" "$database" -v ON_ERROR_STOP=1 -q -o /dev/null &&
    cargo clean --quiet --package hamdel &&
    DATABASE_URL=$database SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$answers" "$@"
}
