-- What Flyway 12.11.0 left in an empty schema after it had applied scripts 1 and 2 with the prefix "syncline_".
CREATE TABLE "syncline_schema_history" (
    "installed_rank" INT NOT NULL,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL,
    CONSTRAINT "syncline_schema_history_pk" PRIMARY KEY ("installed_rank")
);
CREATE INDEX "syncline_schema_history_s_idx" ON "syncline_schema_history" ("success");

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

CREATE TABLE syncline_document (
  name VARCHAR(64) PRIMARY KEY,
  revision BIGINT NOT NULL,
  text TEXT NOT NULL
);

INSERT INTO "syncline_schema_history" VALUES
  (0, NULL, '<< Flyway Schema Creation >>', 'SCHEMA', '"syncline"', NULL, 'postgres', now(), 0, true),
  (1, '1', 'states and failed records', 'SQL', 'V1__states_and_failed_records.sql', -863527752, 'postgres', now(), 262, true),
  (2, '2', 'shared documents', 'SQL', 'V2__shared_documents.sql', 1047533669, 'postgres', now(), 19, true);
