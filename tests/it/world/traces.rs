//! What the database contains about a person, and what two sessions that should be indistinguishable look like.

use regex::Regex;

use super::{Member, World, without_tokens};

const ID: &str = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

impl World {
    /// Every row of every table that names this membership, its person or one of their sign-ins, without random content: other ids, hashes,
    /// sealed text, row numbers. Two people without any difference have the same rows.
    pub async fn traces(&self, of: &Member) -> Vec<String> {
        let seat = of.membership.clone();
        let person: String = self.one(&format!("select person_id::text from membership where id = '{seat}'")).await;
        let mut own = self.all::<String>(&format!("select id::text from sign_in where person_id = '{person}'")).await;
        own.extend([seat, person]);
        let [ids, bytes, counted, passphrase] = [ID, r#""\\\\x[0-9a-f]*""#, r#""(id|seq|seat)": \d+"#, r#""\$argon2[^"]*""#]
            .map(|pattern| Regex::new(pattern).expect("a pattern"));
        let mut traces = Vec::new();
        for table in self.tables().await {
            for row in self.all::<String>(&format!("select to_jsonb(t)::text from {table} t")).await {
                if !own.iter().any(|id| row.contains(id.as_str())) {
                    continue;
                }
                let row = own.iter().fold(row, |row, id| row.replace(id, "THEY"));
                let row = ids.replace_all(&row, "ID");
                let row = bytes.replace_all(&row, "BYTES");
                let row = counted.replace_all(&row, "$1");
                traces.push(format!("{table}: {}", passphrase.replace_all(&row, "PASSPHRASE")));
            }
        }
        traces.sort();
        traces
    }

    /// Every table, those of the keys too.
    pub async fn tables(&self) -> Vec<String> {
        self.all("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'keys') order by 1").await
    }
}

/// Each run of whitespace as one space: where a template breaks its lines does not matter.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Bytes without what always differs between groups: each id is replaced by its order of appearance.
pub fn plain(text: &str) -> String {
    let id = Regex::new(ID).expect("a pattern");
    let secret = Regex::new("[0-9a-f]{64}").expect("a pattern");
    let text = secret.replace_all(text, "SECRET").into_owned();
    let mut known: Vec<String> = Vec::new();
    id.replace_all(&without_tokens(&text), |found: &regex::Captures<'_>| {
        let at = known.iter().position(|one| *one == found[0]).unwrap_or_else(|| {
            known.push(found[0].to_owned());
            known.len() - 1
        });
        format!("ID{at}")
    })
    .into_owned()
}

/// The first line in which two texts differ.
pub fn difference<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
    if one == other {
        return None;
    }
    let line = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    Some(line.unwrap_or(("of another length", "")))
}
