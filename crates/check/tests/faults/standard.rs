//! The faults: the rule that should speak, and what is made wrong.

use super::Fault::{self, Add, Remove, Rename, Replace};

const PC: &str = "publiccode.yml";
const API: &str = "openapi.yaml";

/// Faults that take away what another fault is in, and so cannot stand beside it.
pub(super) const TAKES_AWAY: &[&str] =
    &["CC02", "CC30", "/core/doc-openapi", "PC07", "PC12", "CC10"];

/// In a service.
pub(super) const SERVICE: &[(&str, Fault)] = &[
    ("CC01", Remove("LICENSE")),
    ("CC01", Replace("pyproject.toml", "EUPL-1.2", "MIT")),
    ("CC02", Remove(PC)),
    ("CC03", Replace("README.md", "Licentie: EUPL-1.2.", "")),
    ("CC03", Remove("README.md")),
    ("CC04", Remove("CONTRIBUTING.md")),
    ("CC05", Remove("CODE_OF_CONDUCT.md")),
    (
        "CC06",
        Replace("SECURITY.md", "veiligheid@gemeente-voorbeeld.nl", "ons"),
    ),
    (
        "CC06",
        Replace(
            "SECURITY.md",
            "veiligheid@gemeente-voorbeeld.nl",
            "<e-mailadres>",
        ),
    ),
    ("CC06", Remove("SECURITY.md")),
    ("CC07", Replace("CHANGELOG.md", "[0.1.0]", "[0.0.9]")),
    ("CC08", Remove("CODEOWNERS")),
    ("CC09", Remove("LICENSES/EUPL-1.2.txt")),
    (
        "CC10",
        Replace(PC, "  mainCopyrightOwner: Gemeente Voorbeeld\n", ""),
    ),
    (
        "CC11",
        Add("tests/personen.csv", "bsn;plaats\n123456782;Zwolle\n"),
    ),
    (
        "CC11",
        Add("config/settings.ini", "db_password = q7Zp2mK9wX4v\n"),
    ),
    (
        "CC12",
        Replace(
            PC,
            "softwareVersion: \"0.1.0\"",
            "softwareVersion: \"0.2.0\"",
        ),
    ),
    (
        "CC13",
        Replace(
            ".github/workflows/ci.yml",
            "      - run: syft . -o cyclonedx-json\n",
            "",
        ),
    ),
    (
        "CC20",
        Replace(
            "README.md",
            "balie --> meldingen --> BRP",
            "balie, meldingen, BRP",
        ),
    ),
    (
        "CC20",
        Replace(
            "fieldlab.toml",
            "layer = \"services\"\npersonal",
            "layer = \"servises\"\npersonal",
        ),
    ),
    (
        "CC21",
        Replace(
            "fieldlab.toml",
            "name = \"BRP Personen\"\nlayer = \"services\"",
            "name = \"Zaakafhandeling\"\nlayer = \"proces\"",
        ),
    ),
    ("CC26", Replace(".env.example", "FSC_GRANT_HASH_BRP=\n", "")),
    (
        "CC26",
        Replace(
            ".env.example",
            "FSC_OUTWAY_URL=",
            "FSC_OUTWAY_URL=http://outway:8080",
        ),
    ),
    ("CC30", Rename(API, "docs/openapi.yaml")),
    ("CC32", Remove("tests/test_api.py")),
    ("CC40", Replace("Dockerfile", "USER 10001\n", "")),
    ("CC40", Replace("Dockerfile", "USER 10001", "USER root")),
    (
        "CC40",
        Replace(
            "Dockerfile",
            "USER 10001",
            "ENV API_TOKEN=abc123\nUSER 10001",
        ),
    ),
    (
        "CC40",
        Replace("Dockerfile", "python:3.14-slim AS", "python AS"),
    ),
    ("CC40", Remove(".dockerignore")),
    ("CC40", Remove("Dockerfile")),
    ("CC41", Remove("compose.yaml")),
    (
        "CC42",
        Replace(
            "chart/values.yaml",
            "runAsNonRoot: true",
            "runAsNonRoot: false",
        ),
    ),
    (
        "CC42",
        Replace(
            "chart/templates/deployment.yaml",
            "readinessProbe",
            "startupProbe",
        ),
    ),
    ("CC42", Remove("chart/templates/networkpolicy.yaml")),
    (
        "CC43",
        Add(
            "chart/templates/deployment.yaml",
            "      volumes:\n        - hostPath: {path: /var/run}\n",
        ),
    ),
    (
        "CC43",
        Replace(
            "chart/values.yaml",
            "replicas: 1",
            "annotations: {eks.amazonaws.com/role-arn: x}",
        ),
    ),
    ("CC44", Replace("README.md", "| `PORT` | poort |\n", "")),
    ("CC44", Remove(".env.example")),
    (
        "CC48",
        Replace(
            ".github/workflows/ci.yml",
            "      - run: ruff format --check\n",
            "",
        ),
    ),
    (
        "CC50",
        Replace("docs/privacy.md", "Bewaartermijn: een jaar.", ""),
    ),
    ("CC51", Remove("docs/dpia.md")),
    (
        "CC52",
        Add(
            "src/log.py",
            "def f(bsn):\n    logger.info(f\"zoekt {bsn}\")\n",
        ),
    ),
    ("CC53", Replace("src/app.py", "dpl.core.", "")),
    ("CC54", Remove("renovate.json")),
    ("CC54", Add("requirements.txt", "fastapi\n")),
    ("PC00", Add(PC, "landingUrl: \"https://example.org\"\n")),
    ("PC00", Rename(PC, "publiccode.yaml")),
    ("PC01", Replace(PC, "\"0.5\"", "0.5")),
    ("PC01", Replace(PC, "\"0.5\"", "\"0.2\"")),
    ("PC02", Replace(PC, "name: Meldingen\n", "")),
    (
        "PC03",
        Replace(
            PC,
            "url: \"https://example.org/gemeente-voorbeeld",
            "url: \"example.org/gemeente-voorbeeld",
        ),
    ),
    ("PC04", Replace(PC, "platforms: [web]", "platforms: web")),
    (
        "PC05",
        Replace(
            PC,
            "developmentStatus: development",
            "developmentStatus: developing",
        ),
    ),
    ("PC06", Replace(PC, "standalone/backend", "backend")),
    (
        "PC07",
        Replace(PC, "description:\n  nl:", "description:\n  Nederlands:"),
    ),
    (
        "PC08",
        Replace(
            PC,
            "    shortDescription: Registreert meldingen en biedt ze aan via een API.\n",
            "",
        ),
    ),
    (
        "PC09",
        Replace(
            PC,
            "longDescription: >\n      Dit component neemt meldingen van bewoners aan en bewaart ze. Een ander component kan ze opvragen en\n      afhandelen. Persoonsgegevens blijven bij de bron: er staan alleen verwijzingen in. Het is bedoeld voor gemeenten.",
            "longDescription: Te kort.",
        ),
    ),
    (
        "PC10",
        Replace(
            PC,
            "features: [Melden, Opvragen, Zoeken, Afhandelen, Afsluiten]",
            "features: alles",
        ),
    ),
    (
        "PC11",
        Replace(PC, "license: EUPL-1.2", "license: \"EUPL-1.2 with love\""),
    ),
    ("PC12", Replace(PC, "type: internal", "type: intern")),
    (
        "PC13",
        Replace(
            PC,
            "    - name: Voornaam Achternaam\n",
            "    - email: voornaam@example.org\n",
        ),
    ),
    (
        "PC14",
        Replace(
            PC,
            "  contacts:",
            "  contractors: [{name: X, until: \"2027-01-01\"}]\n  contacts:",
        ),
    ),
    (
        "PC15",
        Replace(PC, "localisationReady: false", "localisationReady: nee"),
    ),
    (
        "PC16",
        Replace(
            PC,
            "availableLanguages: [nl]",
            "availableLanguages: [Nederlands]",
        ),
    ),
    ("PC17", Replace(PC, "[it-development]", "[it-developement]")),
    ("PC18", Replace(PC, "2026-11-01", "1 november")),
    (
        "PC19",
        Replace(PC, "organisation: {uri:", "organisation: {name:"),
    ),
    (
        "PC20",
        Replace(PC, "scope: [local-authorities]", "scope: [gemeenten]"),
    ),
    (
        "PC21",
        Replace(PC, "landingURL: \"https://", "landingURL: \""),
    ),
    (
        "PC22",
        Replace(PC, "documentation: \"https://", "documentation: \""),
    ),
    (
        "PC23",
        Replace(
            PC,
            "mainCopyrightOwner: Gemeente Voorbeeld",
            "mainCopyrightOwner: [Gemeente Voorbeeld]",
        ),
    ),
    (
        "PC24",
        Replace(PC, "- name: PostgreSQL", "- versionMin: \"15\""),
    ),
    ("PC25", Add(PC, "supports: [{id: \"alias:avg\"}]\n")),
    (
        "/core/no-trailing-slash",
        Replace(API, "  /meldingen:\n", "  /meldingen/:\n"),
    ),
    (
        "/core/path-segments-kebab-case",
        Replace(API, "  /meldingen/{id}:\n", "  /meldingenLijst/{id}:\n"),
    ),
    (
        "/core/query-keys-camel-case",
        Replace(API, "name: minLeeftijd", "name: min_leeftijd"),
    ),
    (
        "/core/date-time/format",
        Replace(API, "format: date-time}", "format: time}"),
    ),
    (
        "/core/date-time/date-omit-time-portion",
        Replace(
            API,
            "meldDatum: {type: string, format: date}",
            "meldDatum: {type: string}",
        ),
    ),
    (
        "/core/http-methods",
        Replace(
            API,
            "paths:\n",
            "paths:\n  /hoofden:\n    head:\n      operationId: h\n      responses: {\"200\": {description: x, headers: {API-Version: {schema: {type: string}}}}}\n",
        ),
    ),
    (
        "/core/error-handling/problem-details",
        Replace(API, "application/problem+json", "application/json"),
    ),
    (
        "/core/error-handling/problem-details",
        Replace(API, "        detail: {type: string}\n", ""),
    ),
    (
        "/core/error-handling/invalid-input",
        Replace(API, "        \"400\":\n", "        \"404\":\n"),
    ),
    (
        "/core/doc-openapi",
        Replace(
            API,
            "schema: {type: array, items: {$ref: \"#/components/schemas/Melding\"}}",
            "schema: {$ref: \"#/components/schemas/Weg\"}",
        ),
    ),
    (
        "/core/doc-openapi",
        Replace(API, "openapi: 3.0.3", "swagger: \"2.0\""),
    ),
    (
        "/core/doc-openapi-contact",
        Replace(API, "    email: meldingen@gemeente-voorbeeld.nl\n", ""),
    ),
    (
        "/core/publish-openapi",
        Replace(API, "operationId: getMelding", "operationId: listMeldingen"),
    ),
    (
        "/core/publish-openapi",
        Replace(API, "example: Lantaarn", "example: 12"),
    ),
    (
        "/core/publish-openapi",
        Replace(API, "          description: De melding.\n", ""),
    ),
    (
        "/core/publish-openapi",
        Replace(API, "          required: true\n", ""),
    ),
    (
        "/core/publish-openapi",
        Replace(API, "servers:\n  - url: /v1\n", ""),
    ),
    ("/core/uri-version", Replace(API, "url: /v1", "url: /api")),
    (
        "/core/semver",
        Replace(API, "version: 0.1.0", "version: \"1\""),
    ),
    (
        "/core/version-header",
        Replace(
            API,
            "          headers:\n            API-Version: {$ref: \"#/components/headers/Version\"}\n",
            "",
        ),
    ),
    (
        "/core/transport/tls",
        Replace(
            API,
            "servers:\n",
            "servers:\n  - url: http://meldingen.example.org/v1\n",
        ),
    ),
    (
        "/core/transport/no-sensitive-uris",
        Replace(
            API,
            "  - name: meldingen\npaths:",
            "  - name: meldingen\nsecurity: []\npaths:\n  /personen/{bsn}:\n    delete:\n      operationId: d\n      parameters: [{name: bsn, in: path, required: true, schema: {type: string}}]\n      responses: {\"204\": {description: x, headers: {API-Version: {schema: {type: string}}}}, \"400\": {description: x}}",
        ),
    ),
];

/// In a screen.
pub(super) const SCREEN: &[(&str, Fault)] = &[
    (
        "CC23",
        Add(
            "server/schema.sql",
            "CREATE TABLE personen (bsn text, geslachtsnaam text);\n",
        ),
    ),
    ("CC60", Remove("docs/toegankelijkheidsverklaring.md")),
    (
        "CC61",
        Replace(
            "package.json",
            "\"@utrecht/component-library-css\": \"9.0.4\"",
            "\"@utrecht/component-library-css\": \"9.0.4\",\n    \"@utrecht/design-tokens\": \"5.0.1\"",
        ),
    ),
    ("CC61", Replace("index.html", " voorbeeld-theme", "")),
    ("CC62", Replace("index.html", " lang=\"nl\"", "")),
    (
        "CC62",
        Replace(
            "index.html",
            "<body",
            "<script src=\"https://cdn.example.org/x.js\"></script>\n<body",
        ),
    ),
    ("CC54", Replace("package.json", "\"4.11.0\"", "\"latest\"")),
];
