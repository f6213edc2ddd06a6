//! The image and the compose file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::dockerfile::{self, Instruction};
use crate::catalogue::Severity;
use crate::findings::{Findings, Place};
use crate::fix::Fix;
use crate::repository::Repository;
use crate::tree;

static SECRET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\w*(?:password|passwd|secret|token|api_?key|private_key)\w*)(?:=|\s+)(\S+)")
        .expect("a constant that the tests use")
});

/// What need not go into an image, whatever the stack.
const DOCKERIGNORE: &str =
    ".git\n.env\n.fieldlab\nnode_modules\ntarget\n.venv\n__pycache__\n*.md\ncompose.yaml\n";

const COMPOSE: &[&str] = &[
    "compose.yaml",
    "compose.yml",
    "docker-compose.yml",
    "docker-compose.yaml",
];

pub(super) fn check(repository: &Repository, found: &mut Findings) {
    let files: Vec<&str> = repository
        .paths()
        .filter(|path| is_dockerfile(path))
        .collect();
    if files.is_empty() {
        found.add("CC40", Place::Repository, "there is no Dockerfile");
    }
    let probes = repository
        .paths()
        .filter(|path| path.ends_with(".yaml") && path.contains("templates/"))
        .any(|path| {
            repository
                .text(path)
                .is_some_and(|text| text.contains("livenessProbe"))
        });
    for path in &files {
        if let Some(text) = repository.text(path) {
            image(path, &text, probes, found);
        }
    }
    if !files.is_empty() && repository.first(&[".dockerignore"]).is_none() {
        found
            .add(
                "CC40",
                Place::Repository,
                "there is no .dockerignore: history and .env can end up in the image",
            )
            .only(Severity::Warning)
            .mend("add .dockerignore with .git, .env and what is built")
            .fix(Fix::Write {
                path: ".dockerignore".to_owned(),
                text: DOCKERIGNORE.to_owned(),
            });
    }
    compose(repository, found);
}

fn is_dockerfile(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "Dockerfile"
        || name == "Containerfile"
        || name.starts_with("Dockerfile.")
        || name.ends_with(".Dockerfile")
}

fn image(path: &str, text: &str, probes: bool, found: &mut Findings) {
    let instructions = dockerfile::parse(text);
    let stages = instructions
        .iter()
        .filter(|instruction| instruction.word == "FROM")
        .count();
    if stages == 0 {
        found.add("CC40", Place::file(path), "it has no FROM");
        return;
    }
    bases(path, &instructions, found);
    if stages == 1 {
        found
            .add(
                "CC40",
                Place::file(path),
                "it builds and runs in one stage: the tools to build with are in the image",
            )
            .only(Severity::Warning)
            .mend("build in a first stage, and COPY --from it into a second one");
    }
    user(path, &instructions, found);
    secrets(path, &instructions, found);
    let health = instructions
        .iter()
        .any(|instruction| instruction.word == "HEALTHCHECK");
    if !health && !probes {
        found
            .add(
                "CC40",
                Place::file(path),
                "nothing asks whether the container is well",
            )
            .only(Severity::Warning)
            .mend("add HEALTHCHECK, or probes in the Helm chart");
    }
}

fn bases(path: &str, instructions: &[Instruction], found: &mut Findings) {
    let mut arguments: BTreeMap<&str, &str> = BTreeMap::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    for instruction in instructions {
        match instruction.word.as_str() {
            "ARG" => {
                if let Some((name, value)) = instruction.rest.split_once('=') {
                    arguments.insert(name, value.trim_matches(['"', '\'']));
                }
            }
            "FROM" => {
                let mut words = instruction
                    .rest
                    .split_whitespace()
                    .filter(|word| !word.starts_with("--"));
                let Some(image) = words.next() else { continue };
                let mut image = image.to_owned();
                for (name, value) in &arguments {
                    image = image
                        .replace(&format!("${{{name}}}"), value)
                        .replace(&format!("${name}"), value);
                }
                let is_stage = names.contains(&image.to_lowercase());
                if words
                    .next()
                    .is_some_and(|word| word.eq_ignore_ascii_case("as"))
                    && let Some(name) = words.next()
                {
                    names.insert(name.to_lowercase());
                }
                if is_stage || image == "scratch" || image.contains("@sha256:") {
                    continue;
                }
                let last = image.rsplit('/').next().unwrap_or(&image);
                let tag = last.split_once(':').map(|(_, tag)| tag);
                if tag.is_none_or(|tag| tag == "latest" || tag.is_empty() || tag.contains('$')) {
                    found
                        .add(
                            "CC40",
                            Place::line(path, instruction.line),
                            format!("the base image {image} is another one every day"),
                        )
                        .mend("name a version: an image with a tag other than latest, or a digest");
                }
            }
            _ => {}
        }
    }
}

fn user(path: &str, instructions: &[Instruction], found: &mut Findings) {
    let last = instructions
        .iter()
        .rposition(|instruction| instruction.word == "FROM")
        .unwrap_or(0);
    let base_is_nonroot = instructions[last].rest.contains("nonroot")
        || instructions[last].rest.contains("unprivileged");
    let user = instructions[last..]
        .iter()
        .rfind(|instruction| instruction.word == "USER");
    let Some(user) = user else {
        if !base_is_nonroot {
            found
                .add(
                    "CC40",
                    Place::line(path, instructions[last].line),
                    "it runs as root: the last stage has no USER",
                )
                .mend("end with USER 10001 (a number, so that Kubernetes can check it)");
        }
        return;
    };
    let name = user.rest.split(':').next().unwrap_or_default();
    let place = Place::line(path, user.line);
    if name == "root" || name == "0" {
        found
            .add("CC40", place, "it runs as root")
            .mend("end with USER 10001");
    } else if !name.chars().all(|c| c.is_ascii_digit()) {
        found
            .add(
                "CC40",
                place,
                format!("USER {name} is a name: Kubernetes cannot tell that it is not root"),
            )
            .only(Severity::Warning)
            .mend("write the number of the user");
    }
}

fn secrets(path: &str, instructions: &[Instruction], found: &mut Findings) {
    for instruction in instructions {
        let place = Place::line(path, instruction.line);
        match instruction.word.as_str() {
            "ENV" | "ARG" => {
                for set in SECRET.captures_iter(&instruction.rest) {
                    let value = set[2].trim_matches(['"', '\'']);
                    if !value.is_empty() && !value.starts_with('$') {
                        found
                            .add(
                                "CC40",
                                place.clone(),
                                format!("{} is in the image, for everybody who has it", &set[1]),
                            )
                            .mend("give it when the container starts, by its environment");
                    }
                }
            }
            "COPY" | "ADD" => {
                let copies_env = instruction
                    .rest
                    .split_whitespace()
                    .any(|word| word == ".env" || word.ends_with("/.env"));
                if copies_env {
                    found
                        .add("CC40", place, ".env is copied into the image")
                        .mend("leave it out, and add .env to .dockerignore");
                }
            }
            _ => {}
        }
    }
}

fn compose(repository: &Repository, found: &mut Findings) {
    let Some((path, text)) = repository.first_text(COMPOSE) else {
        found.add("CC41", Place::Repository, "there is no compose.yaml");
        return;
    };
    let root = match tree::parse(&text) {
        Ok(root) => root,
        Err((line, reason)) => {
            found.add(
                "CC41",
                Place::line(path, line),
                format!("it cannot be read: {reason}"),
            );
            return;
        }
    };
    let services = root
        .get("services")
        .map(tree::Node::entries)
        .unwrap_or_default();
    let own = services
        .iter()
        .any(|(_, _, service)| service.get("build").is_some() || service.get("image").is_some());
    if !own {
        found.add(
            "CC41",
            Place::file(path),
            "it starts nothing: there are no services",
        );
    } else if services.len() == 1 && !text.contains("fieldlab") {
        found
            .add("CC41", Place::file(path), "it starts the component alone")
            .mend("add a service that runs the simulator (fieldlab up --host 0.0.0.0)");
    }
}
