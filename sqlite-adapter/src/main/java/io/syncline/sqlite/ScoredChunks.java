package io.syncline.sqlite;

import io.syncline.api.RecordId;

/** Takes the chunks of a scan, by ascending model name and record id. */
@FunctionalInterface
interface ScoredChunks {

    void add(Models.Stored ofModel, RecordId ofRecord, int index, float similarity);
}
