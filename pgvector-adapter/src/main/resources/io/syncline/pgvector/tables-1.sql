-- The tables of one collection, in version 1. Syncline applies this script and view-1.sql with its own names. To apply them
-- yourself, with psql, a collection "syncline" in the current schema, and vectors of 384 numbers:
--
--   psql -v ON_ERROR_STOP=1 -1 -v collection=syncline -v points=syncline_g1 -v models=syncline_g1_model \
--     -v settings=syncline_g1_setting -v forget=syncline_g1_forget -v keep=syncline_g1_keep -v "vector=vector(384)" -f tables-1.sql -f view-1.sql
--
-- Beyond 2000 numbers, use halfvec instead of vector. The extension "vector" has to be in the database.

CREATE TABLE :settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

INSERT INTO :settings (name, value) VALUES
  ('version', '1'),
  -- Copies of the tables have the same one; tables that are created again have another one.
  ('filling', gen_random_uuid()::text),
  -- The version of the analysis that made the words of the points.
  ('words', '2');

-- The models. A mark says how far the writes to a model have come. The prefixes begin the ids of its points.
CREATE TABLE :models (
  id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  prefix BIGINT NOT NULL UNIQUE,
  negative_prefix BIGINT NOT NULL UNIQUE,
  text_prefix BIGINT NOT NULL UNIQUE,
  mark BIGINT NOT NULL DEFAULT 0,
  source_database TEXT,
  UNIQUE (source, name)
);

-- The points, one per chunk. A record id is a number, with an empty text, or a text, with the number 0: so numbers come
-- before texts, and texts are in the order of their code points.
CREATE TABLE :points (
  model INTEGER NOT NULL,
  record_text TEXT COLLATE "C" NOT NULL,
  record_number BIGINT NOT NULL,
  chunk_index INTEGER NOT NULL CHECK (chunk_index >= 0),
  record_bits BIGINT NOT NULL,
  source_version BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  chunk_count INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  quarantined_since BIGINT,
  quarantined_until BIGINT,
  payload JSON NOT NULL,
  text TEXT NOT NULL,
  words TSVECTOR NOT NULL,
  word_count INTEGER NOT NULL,
  embedding :vector NOT NULL,
  PRIMARY KEY (model, record_text, record_number, chunk_index) INCLUDE (source_version, epoch),
  CHECK (record_text = '' OR record_number = 0)
);

CREATE INDEX ON :points (model, record_text, record_number) WHERE quarantined_since IS NOT NULL;

-- Marks are lost with the points. The function may be left of tables that were dropped by hand.
CREATE OR REPLACE FUNCTION :forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('UPDATE %I.%I SET mark = 0', TG_TABLE_SCHEMA, TG_TABLE_NAME || '_model');
  RETURN NULL;
END
$$;

CREATE TRIGGER forget AFTER TRUNCATE ON :points EXECUTE FUNCTION :forget();

-- A model stays while it has points, which no listing would find any more. A foreign key would be checked by each write.
CREATE OR REPLACE FUNCTION :keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  used BOOLEAN;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I WHERE model = $1)', TG_TABLE_SCHEMA, regexp_replace(TG_TABLE_NAME, '_model$', ''))
    INTO used USING OLD.id;
  IF used THEN
    RAISE EXCEPTION 'Model % still has points; delete them first, or run: syncline sources drop', OLD.name
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER keep BEFORE DELETE ON :models FOR EACH ROW EXECUTE FUNCTION :keep();
