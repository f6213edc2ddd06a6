-- What the whole ledger is tied to; one row: world.
CREATE TABLE binding (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- What was decided about a team (JSON), how often that changed, and which history its entries belong to.
-- Names sort by their bytes, in every locale.
CREATE TABLE team (
    name       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    world      TEXT   NOT NULL,
    settings   TEXT   NOT NULL DEFAULT '{}',
    revision   BIGINT NOT NULL DEFAULT 0,
    generation BIGINT NOT NULL DEFAULT 0
);

-- The primary key is the concurrency control: of two writers at one number, one fails.
CREATE TABLE entry (
    team     TEXT COLLATE "C" NOT NULL REFERENCES team (name) ON DELETE CASCADE,
    seq      BIGINT NOT NULL,
    at       TEXT   NOT NULL,
    request  TEXT   NOT NULL,
    mutation TEXT   NOT NULL,
    PRIMARY KEY (team, seq)
);

-- Numbers that are given out once: generation.
CREATE TABLE counter (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
