/** Records as a source delivers them: models, fields, values, and pages of listings. */
@NullMarked
package io.syncline.core.port.record;

import org.jspecify.annotations.NullMarked;
