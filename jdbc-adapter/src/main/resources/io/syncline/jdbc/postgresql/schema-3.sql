-- A state and failed records belong to a model of one source in one sink. Source and sink are empty where an earlier
-- release wrote them. The column "model" gets another name, so that processes of earlier releases stop.
ALTER TABLE syncline_state
  ADD COLUMN source TEXT NOT NULL DEFAULT '',
  ADD COLUMN model_name VARCHAR(128) NOT NULL DEFAULT '',
  ADD COLUMN sink VARCHAR(64) NOT NULL DEFAULT '';

UPDATE syncline_state SET model_name = model;

ALTER TABLE syncline_state
  DROP COLUMN model,
  ADD PRIMARY KEY (source, model_name, sink),
  ALTER COLUMN source DROP DEFAULT,
  ALTER COLUMN model_name DROP DEFAULT,
  ALTER COLUMN sink DROP DEFAULT;

-- A record id is a number, with an empty text, or a text, with the number 0: so numbers come before texts.
ALTER TABLE syncline_failure
  ADD COLUMN source TEXT NOT NULL DEFAULT '',
  ADD COLUMN model_name VARCHAR(128) NOT NULL DEFAULT '',
  ADD COLUMN sink VARCHAR(64) NOT NULL DEFAULT '',
  ADD COLUMN record_number BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN record_text TEXT COLLATE "C" NOT NULL DEFAULT '';

UPDATE syncline_failure SET model_name = model, record_number = record_id;

ALTER TABLE syncline_failure
  DROP COLUMN model,
  DROP COLUMN record_id,
  ADD PRIMARY KEY (source, model_name, sink, record_text, record_number),
  ALTER COLUMN source DROP DEFAULT,
  ALTER COLUMN model_name DROP DEFAULT,
  ALTER COLUMN sink DROP DEFAULT,
  ALTER COLUMN record_number DROP DEFAULT,
  ALTER COLUMN record_text DROP DEFAULT;

INSERT INTO syncline_schema_version (version) VALUES (3);
