/** What a caller may set for the engine and for a model. */
@NullMarked
@SettingsStyle
package io.syncline.core.settings;

import org.jspecify.annotations.NullMarked;
