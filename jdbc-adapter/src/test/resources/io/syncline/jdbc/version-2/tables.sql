-- Records which of the following scripts were applied.
CREATE TABLE syncline_schema_version (
  version INTEGER PRIMARY KEY,
  applied_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);

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

-- Documents shared by all models, such as the shared budget.
CREATE TABLE syncline_document (
  name VARCHAR(64) PRIMARY KEY,
  revision BIGINT NOT NULL,
  text TEXT NOT NULL
);

INSERT INTO syncline_schema_version (version) VALUES (2);

INSERT INTO syncline_state VALUES ('crm.lead', 2, 1795919999721, '{"records_synced":0,"sync_duration":"PT0S","epoch":1795919999721,"checkpoint":{"type":"FULL","cursor":8,"source_start":"2026-11-29T02:44:56.341Z","fingerprint":"memory/hashed-words/4;text=aae678349fcac159;chunks=512/64","max_write_date":"2026-11-29T02:39:56Z","processed":8}}');
INSERT INTO syncline_state VALUES ('product.template', 3, 1795919999550, '{"last_sync_timestamp":"2026-11-29T02:39:59.678868Z","last_max_write_date":"2026-11-29T02:39:56Z","records_synced":6,"sync_duration":"PT0.166938467S","watermark":"2026-11-29T02:44:56.341Z","fingerprint":"memory/hashed-words/4;text=aae678349fcac159;chunks=512/64","epoch":1795919999550,"tokens_per_thousand":1000}');
INSERT INTO syncline_state VALUES ('res.partner', 6, 1795919999862, '{"last_sync_timestamp":"2026-11-29T02:39:59.839860Z","last_max_write_date":"2026-11-29T03:14:56Z","records_synced":10,"sync_duration":"PT0.074730162S","watermark":"2026-11-29T03:44:56.341Z","fingerprint":"memory/hashed-words/4;text=aae678349fcac159;chunks=512/64","epoch":1795919999862,"tokens_per_thousand":1000}');
INSERT INTO syncline_state VALUES ('sale.order', 1, 1795919999722, '{"records_synced":0,"sync_duration":"PT0S","epoch":1795919999722,"lease":{"owner":"build-7/4711/a1b2","kind":"SYNC","started_at":"2026-11-29T03:44:56.341Z","expires_at":"2026-11-29T03:46:56.341Z","done":3,"total":9,"waiting_for":"the embedding service"},"checkpoint":{"type":"FULL","cursor":3,"source_start":"2026-11-29T03:44:56.341Z","fingerprint":"f00d","processed":3}}');
INSERT INTO syncline_failure VALUES ('product.template', 40, 'the currency of the record is missing', 1, '2026-11-29 02:39:59.58163+00', '2026-11-29 02:39:59.58163+00');
INSERT INTO syncline_failure VALUES ('product.template', 50, 'the field name is not readable', 1, '2026-11-29 02:39:59.58163+00', '2026-11-29 02:39:59.58163+00');
INSERT INTO syncline_document VALUES ('budget', 1, '{"spent": 12}');
