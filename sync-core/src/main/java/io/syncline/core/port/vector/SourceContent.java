package io.syncline.core.port.vector;

import java.util.Optional;

/**
 * What a sink holds of one model of one source.
 *
 * @param key source and model
 * @param records number of records that have any point; 0 if only a state is left
 * @param database identity of the source's database, as the last sync stored it, see {@link SinkMark#database()}
 */
public record SourceContent(ModelKey key, long records, Optional<String> database) {}
