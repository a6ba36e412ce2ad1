package io.syncline.core.port.record;

import io.syncline.api.ModelName;
import java.util.OptionalLong;

/**
 * A model that a source has.
 *
 * @param name its technical name
 * @param title what people call it; the technical name if nothing better is known
 * @param readable whether this user may read its records
 * @param records how many records there are, archived ones too; empty if that is not known or they cannot be read
 * @param hasChangeTime whether records have a change time, so that later runs read only what changed
 */
public record OfferedModel(
        ModelName name, String title, boolean readable, OptionalLong records, boolean hasChangeTime) {}
