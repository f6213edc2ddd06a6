-- What was decided about a team (JSON), how often that changed, and which history its entries belong to.
ALTER TABLE team ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE team ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE team ADD COLUMN generation BIGINT NOT NULL DEFAULT 0;

-- Numbers that are given out once: generation.
CREATE TABLE counter (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
