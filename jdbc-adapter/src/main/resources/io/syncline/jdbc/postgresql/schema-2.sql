-- Documents shared by all models, such as the shared budget.
CREATE TABLE syncline_document (
  name VARCHAR(64) PRIMARY KEY,
  revision BIGINT NOT NULL,
  text TEXT NOT NULL
);

INSERT INTO syncline_schema_version (version) VALUES (2);
