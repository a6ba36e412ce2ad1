CREATE TABLE ${tables}document (
  name VARCHAR(64) PRIMARY KEY,
  revision BIGINT NOT NULL,
  text TEXT NOT NULL
);
