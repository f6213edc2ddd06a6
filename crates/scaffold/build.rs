//! Makes cargo notice files that come or go under `templates/`.

fn main() {
    println!("cargo::rerun-if-changed=../../templates");
}
