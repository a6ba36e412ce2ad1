package io.syncline.api;

/** Why a field was left out. */
public enum RestrictionReason {
    /** The user may not read it. */
    SECURITY_RESTRICTION,
    /** The source failed to compute it. */
    COMPUTE_ERROR,
    /** The source failed to return it, for example because it could not encode the value. */
    ODOO_ERROR,
    /** The source failed without a reason. */
    UNKNOWN
}
