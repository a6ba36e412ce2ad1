/**
 * Decides, by names and rights alone, which fields and models of Odoo must not leave the house unless the configuration
 * names them. {@code PrivacyRules} is the way in; {@code SecretNames}, {@code PersonalNames} and {@code PrivateModels} have
 * the names.
 */
@NullMarked
package io.syncline.odoo.internal.privacy;

import org.jspecify.annotations.NullMarked;
