-- The indexes of one collection, for its owner where Syncline's user owns no tables. Syncline builds the same ones after the first
-- sync that leaves some thousands of points; before, no index is faster. With psql, after tables-1.sql:
--
--   psql -v ON_ERROR_STOP=1 -1 -v points=syncline_g1 -v wordindex=syncline_g1_words -v payloadindex=syncline_g1_payload \
--     -v vectorindex=syncline_g1_embedding -v operators=vector_cosine_ops -f indexes-1.sql
--
-- Beyond 2000 numbers, use halfvec_cosine_ops; beyond 4000, leave the last index out.

CREATE INDEX IF NOT EXISTS :wordindex ON :points USING gin (words);

CREATE INDEX IF NOT EXISTS :payloadindex ON :points USING gin ((payload::jsonb) jsonb_path_ops);

CREATE INDEX IF NOT EXISTS :vectorindex ON :points USING hnsw (embedding :operators);

ANALYZE :points;
