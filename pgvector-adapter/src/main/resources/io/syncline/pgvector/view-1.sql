-- What applications search: all points but those in quarantine, with the column names of LangChain4j (embedding_id, text,
-- flat_metadata) and of Spring AI (id, content, metadata).
CREATE OR REPLACE VIEW :collection AS
SELECT
  id,
  id AS embedding_id,
  embedding,
  text,
  text AS content,
  metadata,
  -- Metadata of LangChain4j holds no lists and no flags, so these are texts.
  (SELECT jsonb_object_agg(key, CASE WHEN jsonb_typeof(value) IN ('array', 'boolean') THEN to_jsonb(value::text) ELSE value END)
    FROM jsonb_each(metadata)) AS flat_metadata,
  source,
  model_name,
  record_id,
  source_version,
  epoch,
  chunk_index,
  chunk_count,
  content_hash,
  fingerprint,
  words
FROM (
  SELECT
    (lpad(to_hex(p.prefix | 32768 | (p.record_bits >> 51)), 16, '0')
      || lpad(to_hex((-9223372036854775808)::bigint | ((p.record_bits & 2251799813685247) << 11) | p.chunk_index), 16, '0'))::uuid AS id,
    p.embedding,
    p.text,
    p.payload::jsonb || jsonb_build_object(
      'source', p.source,
      'model_name', p.name,
      'record_id', CASE WHEN p.record_text = '' THEN to_jsonb(p.record_number) ELSE to_jsonb(p.record_text) END,
      'chunk_index', p.chunk_index) AS metadata,
    p.source,
    p.name AS model_name,
    CASE WHEN p.record_text = '' THEN p.record_number::text ELSE p.record_text END AS record_id,
    p.source_version,
    p.epoch,
    p.chunk_index,
    p.chunk_count,
    p.content_hash,
    p.fingerprint,
    p.words
  FROM (
    SELECT
      point.*,
      model.source,
      model.name,
      CASE
        WHEN point.record_text <> '' THEN model.text_prefix
        WHEN point.record_number < 0 THEN model.negative_prefix
        ELSE model.prefix
      END AS prefix
    FROM :points AS point JOIN :models AS model ON model.id = point.model
    WHERE point.quarantined_since IS NULL) AS p) AS readable;
