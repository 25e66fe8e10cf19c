//! Nothing to build yet besides the crate itself; migrations are embedded.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
