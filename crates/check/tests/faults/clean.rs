//! Repositories without faults: a service with an API, and a screen.

use super::Files;

const LICENCE: &str = include_str!("../../../../LICENSE");

fn files(list: &[(&str, &str)]) -> Files {
    list.iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

/// What both have.
fn common() -> Files {
    let mut common = files(&[
        (
            "REUSE.toml",
            "version = 1\n[[annotations]]\npath = \"**\"\nSPDX-FileCopyrightText = \"2026 Gemeente Voorbeeld\"\nSPDX-License-Identifier = \"EUPL-1.2\"\n",
        ),
        ("publiccode.yml", PUBLICCODE),
        ("README.md", README),
        (
            "CONTRIBUTING.md",
            "# Bijdragen\n\nFijn dat u wilt helpen. Maak een issue, een wijziging tegelijk, en een ander dan de schrijver leest mee.\n",
        ),
        (
            "CODE_OF_CONDUCT.md",
            "# Gedragscode\n\nWe gaan vriendelijk met elkaar om. Wie zich onveilig voelt meldt dat bij de beheerder, die binnen een week antwoordt.\n",
        ),
        (
            "SECURITY.md",
            "# Veiligheid\n\nMeld een kwetsbaarheid per e-mail aan veiligheid@gemeente-voorbeeld.nl.\n",
        ),
        ("CHANGELOG.md", "# Changelog\n\n## [0.1.0]\n\n- Begin.\n"),
        (
            "GOVERNANCE.md",
            "# Wie beslist\n\nHet team. De roadmap staat bij de issues.\n",
        ),
        ("CODEOWNERS", "* @gemeente-voorbeeld/team\n"),
        ("Dockerfile", DOCKERFILE),
        (".dockerignore", ".git\n.env\n"),
        (
            "compose.yaml",
            "services:\n  fieldlab:\n    image: docker.io/library/debian:trixie-slim\n    command: [fieldlab, up]\n  component:\n    build: .\n",
        ),
        (
            "chart/Chart.yaml",
            "apiVersion: v2\nname: meldingen\nversion: 0.1.0\nappVersion: \"0.1.0\"\n",
        ),
        ("chart/values.yaml", VALUES),
        ("chart/templates/deployment.yaml", DEPLOYMENT),
        (
            "chart/templates/networkpolicy.yaml",
            "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  podSelector: {}\n",
        ),
        (
            "chart/templates/ingress.yaml",
            "apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  tls:\n    - hosts: [{{ .Values.host }}]\n",
        ),
        (
            ".env.example",
            "PORT=8080\nBRP_URL=http://127.0.0.1:8990/haalcentraal/api/brp\nFSC_OUTWAY_URL=\nFSC_GRANT_HASH_BRP=\n",
        ),
        (".github/workflows/ci.yml", CI),
        (
            "docs/privacy.md",
            "# Privacy\n\nPersoonsgegevens: het nummer. Doel: melden. Grondslag: algemeen belang. Bewaartermijn: een jaar. Verwerkingenregister: 12.\n",
        ),
        ("docs/dpia.md", "# DPIA\n"),
        ("docs/bio.md", "# BIO\n"),
        ("renovate.json", "{}\n"),
        (".gitignore", ".env\n"),
    ]);
    common.insert("LICENSE".to_owned(), LICENCE.to_owned());
    common.insert("LICENSES/EUPL-1.2.txt".to_owned(), LICENCE.to_owned());
    common
}

/// A service with an API.
pub(super) fn service() -> Files {
    let mut service = common();
    service.extend(files(&[
        ("fieldlab.toml", "layer = \"services\"\npersonal-data = true\n\n[[depends-on]]\nname = \"BRP Personen\"\nlayer = \"services\"\n\n[[depends-on]]\nname = \"Archief\"\nlayer = \"data\"\n\n"),
        ("openapi.yaml", OPENAPI),
        ("pyproject.toml", "[project]\nname = \"meldingen\"\nversion = \"0.1.0\"\nlicense = \"EUPL-1.2\"\ndependencies = [\"fastapi==0.130.0\"]\n"),
        ("uv.lock", "version = 1\n"),
        ("src/app.py", "import os\n\nATTRIBUUT = \"dpl.core.processing_activity_id\"\n\n\ndef vraag(bsn):\n    return {\"burgerservicenummer\": [bsn]}\n"),
        ("tests/test_api.py", "DOCUMENT = \"openapi.yaml\"\nBSN = \"999990019\"\n"),
    ]));
    service
}

/// A screen.
pub(super) fn screen() -> Files {
    let mut screen = common();
    screen.extend(files(&[
        ("fieldlab.toml", "layer = \"interactie\"\npersonal-data = false\n\n[[depends-on]]\nname = \"Meldingen\"\nlayer = \"services\"\n"),
        ("package.json", "{\n  \"name\": \"balie\",\n  \"version\": \"0.1.0\",\n  \"license\": \"EUPL-1.2\",\n  \"dependencies\": {\n    \"@utrecht/component-library-css\": \"9.0.4\"\n  },\n  \"devDependencies\": {\n    \"axe-core\": \"4.11.0\"\n  }\n}\n"),
        ("package-lock.json", "{}\n"),
        ("index.html", "<!doctype html>\n<html lang=\"nl\">\n<body class=\"utrecht-document voorbeeld-theme\">\n</body>\n</html>\n"),
        ("docs/toegankelijkheidsverklaring.md", "# Toegankelijkheid\n"),
    ]));
    let readme = screen.get_mut("README.md").unwrap();
    *readme = readme.replace("**services**", "**interactie**");
    screen
}

const PUBLICCODE: &str = r#"publiccodeYmlVersion: "0.5"
name: Meldingen
url: "https://example.org/gemeente-voorbeeld/meldingen"
softwareVersion: "0.1.0"
releaseDate: "2026-11-01"
landingURL: "https://example.org/meldingen"
platforms: [web]
categories: [it-development]
organisation: {uri: "https://identifier.overheid.nl/tooi/id/gemeente/gm0000"}
developmentStatus: development
softwareType: standalone/backend
intendedAudience:
  countries: [NL]
  scope: [local-authorities]
description:
  nl:
    documentation: "https://example.org/meldingen/docs"
    shortDescription: Registreert meldingen en biedt ze aan via een API.
    longDescription: >
      Dit component neemt meldingen van bewoners aan en bewaart ze. Een ander component kan ze opvragen en
      afhandelen. Persoonsgegevens blijven bij de bron: er staan alleen verwijzingen in. Het is bedoeld voor gemeenten.
    features: [Melden, Opvragen, Zoeken, Afhandelen, Afsluiten]
legal:
  license: EUPL-1.2
  mainCopyrightOwner: Gemeente Voorbeeld
maintenance:
  type: internal
  contacts:
    - name: Voornaam Achternaam
localisation:
  localisationReady: false
  availableLanguages: [nl]
dependsOn:
  open:
    - name: PostgreSQL
"#;

const README: &str = r#"# Meldingen

Dit component neemt meldingen van bewoners aan en bewaart ze voor andere componenten.

Common Ground-laag: **services**. Eigenaar: Gemeente Voorbeeld. Niet klaar voor productie.

```
  balie --> meldingen --> BRP
```

## Draaien en testen

`docker compose up`, en `pytest`. Het API-document is openapi.yaml. Licentie: EUPL-1.2. Vragen: de issues.

| naam | betekenis |
|---|---|
| `PORT` | poort |
| `BRP_URL` | adres van de BRP |
| `FSC_OUTWAY_URL` | adres van de outway |
| `FSC_GRANT_HASH_BRP` | grant hash |
"#;

const DOCKERFILE: &str = "FROM docker.io/library/python:3.14-slim AS build
RUN pip install uv
FROM docker.io/library/python:3.14-slim
COPY --from=build /app /app
USER 10001
HEALTHCHECK CMD [\"python\", \"-m\", \"health\"]
CMD [\"python\", \"-m\", \"app\"]
";

const VALUES: &str = "replicas: 1
host: meldingen.example.org
resources:
  limits: {memory: 256Mi}
  requests: {cpu: 50m}
securityContext:
  runAsNonRoot: true
  readOnlyRootFilesystem: true
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]
";

const DEPLOYMENT: &str = "apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: component
          resources: {{- toYaml .Values.resources | nindent 12 }}
          securityContext: {{- toYaml .Values.securityContext | nindent 12 }}
          livenessProbe: {httpGet: {path: /health/live, port: http}}
          readinessProbe: {httpGet: {path: /health/ready, port: http}}
";

const CI: &str = "name: ci
on:
  push:
    tags: ['v*']
jobs:
  all:
    steps:
      - run: ruff format --check
      - run: ruff check
      - run: pytest --cov
      - run: reuse lint
      - run: npx axe http://127.0.0.1:8080
      - run: syft . -o cyclonedx-json
      - run: docker build .
      - run: fieldlab check
";

const OPENAPI: &str = r##"openapi: 3.0.3
info:
  title: Meldingen
  version: 0.1.0
  contact:
    name: Team Meldingen
    url: https://example.org/meldingen
    email: meldingen@gemeente-voorbeeld.nl
servers:
  - url: /v1
tags:
  - name: meldingen
paths:
  /meldingen:
    get:
      operationId: listMeldingen
      tags: [meldingen]
      parameters:
        - name: minLeeftijd
          in: query
          schema: {type: integer}
      responses:
        "200":
          description: De meldingen.
          headers:
            API-Version: {$ref: "#/components/headers/Version"}
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Melding"}}
        "400":
          $ref: "#/components/responses/Fout"
  /meldingen/{id}:
    get:
      operationId: getMelding
      tags: [meldingen]
      parameters:
        - name: id
          in: path
          required: true
          schema: {type: string}
      responses:
        "200":
          description: De melding.
          headers:
            API-Version: {$ref: "#/components/headers/Version"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Melding"}
        "400":
          $ref: "#/components/responses/Fout"
components:
  headers:
    Version: {schema: {type: string}}
  responses:
    Fout:
      description: Een fout.
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
  schemas:
    Problem:
      type: object
      properties:
        status: {type: integer}
        title: {type: string}
        detail: {type: string}
    Melding:
      type: object
      properties:
        onderwerp: {type: string, example: Lantaarn}
        meldDatum: {type: string, format: date}
        gemeldOp: {type: string, format: date-time}
"##;
