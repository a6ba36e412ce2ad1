-- State and failed records of each model.
CREATE TABLE syncline_state (
  model VARCHAR(128) PRIMARY KEY,
  revision BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  document TEXT NOT NULL
);

CREATE TABLE syncline_failure (
  model VARCHAR(128) NOT NULL,
  record_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  first_failed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  last_failed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (model, record_id)
);

INSERT INTO syncline_schema_version (version) VALUES (1);
