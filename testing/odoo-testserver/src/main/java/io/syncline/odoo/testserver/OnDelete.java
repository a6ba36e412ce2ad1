package io.syncline.odoo.testserver;

/** What becomes of a link when its target is deleted; none of them moves a change time. */
public enum OnDelete {
    /** The link is emptied. */
    SET_NULL,
    /** The record is deleted too. */
    CASCADE,
    /** The target cannot be deleted. */
    RESTRICT
}
