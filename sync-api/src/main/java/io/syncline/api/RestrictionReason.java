package io.syncline.api;

/** Why a field was left out. */
public enum RestrictionReason {
    /** The user may not read it. */
    SECURITY_RESTRICTION,
    /** The source failed without a reason. */
    UNKNOWN
}
