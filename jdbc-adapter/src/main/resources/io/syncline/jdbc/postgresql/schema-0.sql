-- Records which of the following scripts were applied.
CREATE TABLE syncline_schema_version (
  version INTEGER PRIMARY KEY,
  applied_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);
