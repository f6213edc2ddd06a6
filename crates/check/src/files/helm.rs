//! The Helm chart: limits, probes, a closed security context; and nothing that only one platform has.

use std::sync::LazyLock;

use regex::Regex;

use crate::findings::{Findings, Place};
use crate::repository::Repository;
use crate::tree;

/// What a chart has to set, and how it is recognised in values and templates without comments.
const DEMANDS: &[(&str, &str)] = &[
    (
        "resources with limits and requests",
        r"(?s)resources:.*limits:.*|(?s)limits:.*resources",
    ),
    ("a livenessProbe", r"livenessProbe:"),
    ("a readinessProbe", r"readinessProbe:"),
    ("runAsNonRoot: true", r"runAsNonRoot:\s*true"),
    (
        "readOnlyRootFilesystem: true",
        r"readOnlyRootFilesystem:\s*true",
    ),
    (
        "capabilities: drop ALL",
        r#"drop:\s*(?:\[\s*["']?ALL["']?\s*\]|-\s*["']?ALL)"#,
    ),
    ("a NetworkPolicy", r"kind:\s*NetworkPolicy"),
    ("an Ingress with TLS", r"(?s)kind:\s*Ingress\b.*tls:"),
];

static DEMAND: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    DEMANDS
        .iter()
        .map(|(_, pattern)| Regex::new(pattern).expect("constants that the tests use"))
        .collect()
});

/// What runs on one platform only, or breaks out of the container: what it is, and its pattern.
static BOUND: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    [
        ("a privileged container", r"^\s*(?:-\s+)?privileged:\s*true"),
        ("a folder of the node (hostPath)", r"^\s*(?:-\s+)?hostPath:"),
        ("the network of the node", r"^\s*hostNetwork:\s*true"),
        ("the processes of the node", r"^\s*host(?:PID|IPC):\s*true"),
        ("privilege escalation", r"^\s*allowPrivilegeEscalation:\s*true"),
        (
            "something of one cloud",
            r"eks\.amazonaws\.com|service\.beta\.kubernetes\.io/(?:aws|azure|oci|do)-|azure\.workload\.identity|kubernetes\.azure\.com|iam\.gke\.io|cloud\.google\.com/|alb\.ingress\.kubernetes\.io|storageClassName:\s*[\x22']?(?:gp2|gp3|managed-(?:premium|csi)|azurefile|azuredisk|standard-rwo|premium-rwo)\b",
        ),
    ]
    .map(|(what, pattern)| (what, Regex::new(pattern).expect("constants that the tests use")))
    .into()
});

pub(super) fn check(repository: &Repository, found: &mut Findings) {
    let chart = repository
        .paths()
        .find(|path| *path == "Chart.yaml" || path.ends_with("/Chart.yaml"));
    match chart {
        Some(path) => one_chart(repository, path, found),
        None => {
            found.add("CC42", Place::Repository, "there is no Helm chart");
        }
    }
    for path in repository.paths().filter(|path| is_for_kubernetes(path)) {
        let Some(text) = repository.text(path) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            let line = without_comment(line);
            if let Some((what, _)) = BOUND.iter().find(|(_, pattern)| pattern.is_match(line)) {
                found.add(
                    "CC43",
                    Place::line(path, number as u64 + 1),
                    format!("it asks for {what}"),
                );
            }
        }
    }
}

fn is_for_kubernetes(path: &str) -> bool {
    let yaml = path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".tpl");
    let folders = [
        "chart",
        "charts",
        "helm",
        "k8s",
        "kubernetes",
        "manifests",
        "deploy",
        "deployment",
        "templates",
    ];
    yaml && path
        .split('/')
        .rev()
        .skip(1)
        .any(|part| folders.contains(&part))
        && !path.starts_with('.')
}

fn without_comment(line: &str) -> &str {
    match line.find('#') {
        Some(0) => "",
        Some(at) if line[..at].ends_with(' ') => &line[..at],
        _ => line,
    }
}

fn one_chart(repository: &Repository, path: &str, found: &mut Findings) {
    let folder = path.strip_suffix("Chart.yaml").unwrap_or_default();
    match repository.text(path).map(|text| tree::parse(&text)) {
        Some(Ok(root)) => {
            let missing: Vec<&str> = ["apiVersion", "name", "version", "appVersion"]
                .into_iter()
                .filter(|key| root.get(key).is_none())
                .collect();
            if !missing.is_empty() {
                found
                    .add(
                        "CC42",
                        Place::file(path),
                        format!("it has no {}", missing.join(", ")),
                    )
                    .mend("add the keys: a chart without them cannot be installed");
            }
        }
        Some(Err((line, reason))) => {
            found.add(
                "CC42",
                Place::line(path, line),
                format!("it cannot be read: {reason}"),
            );
        }
        None => {}
    }
    let values = format!("{folder}values.yaml");
    match repository.text(&values).map(|text| tree::parse(&text)) {
        None => {
            found.add("CC42", Place::file(path), "the chart has no values.yaml");
        }
        Some(Err((line, reason))) => {
            found.add(
                "CC42",
                Place::line(values.clone(), line),
                format!("it cannot be read: {reason}"),
            );
        }
        Some(Ok(_)) => {}
    }
    let text: String = repository
        .paths()
        .filter(|file| {
            file.strip_prefix(folder)
                .is_some_and(|rest| rest == "values.yaml" || rest.starts_with("templates/"))
        })
        .filter_map(|file| repository.text(file))
        .flat_map(|text| {
            text.lines()
                .map(|line| format!("{}\n", without_comment(line)))
                .collect::<Vec<_>>()
        })
        .collect();
    let missing: Vec<&str> = DEMANDS
        .iter()
        .zip(DEMAND.iter())
        .filter(|(_, pattern)| !pattern.is_match(&text))
        .map(|((what, _), _)| *what)
        .collect();
    if !missing.is_empty() {
        found
            .add(
                "CC42",
                Place::file(path),
                format!("the chart does not set {}", missing.join(", ")),
            )
            .mend(format!(
                "add to the templates or values: {}",
                missing.join(", ")
            ));
    }
}
