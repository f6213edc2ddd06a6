-- Marks the file as fieldlab's: the ASCII bytes "flab".
PRAGMA application_id = 1718378850;

-- What the whole ledger is tied to; one row: world.
CREATE TABLE binding (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE team (
    name  TEXT NOT NULL PRIMARY KEY,
    world TEXT NOT NULL
);

-- The primary key is the concurrency control: of two writers at one number, one fails.
CREATE TABLE entry (
    team     TEXT   NOT NULL REFERENCES team (name) ON DELETE CASCADE,
    seq      BIGINT NOT NULL,
    at       TEXT   NOT NULL,
    request  TEXT   NOT NULL,
    mutation TEXT   NOT NULL,
    PRIMARY KEY (team, seq)
);
