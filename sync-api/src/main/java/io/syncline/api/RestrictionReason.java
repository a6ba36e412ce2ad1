package io.syncline.api;

/** Why a field of the source was left out. */
public enum RestrictionReason {
    /** The user may not read it. */
    SECURITY_RESTRICTION,
    /** The source fails to compute it. */
    COMPUTE_ERROR,
    /** The source fails to deliver it, for example because it cannot encode the value. */
    ODOO_ERROR,
    /** The source fails and does not say why. */
    UNKNOWN
}
