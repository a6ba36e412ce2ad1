package io.syncline.odoo.testserver;

import java.util.Locale;

/** The field types of Odoo; the names are those on the wire in upper case. */
public enum OdooFieldType {
    /** One line of text. */
    CHAR,
    /** Text of many lines. */
    TEXT,
    /** Markup. */
    HTML,
    /** A whole number. */
    INTEGER,
    /** A number with a fraction. */
    FLOAT,
    /** An amount in the currency that another field names. */
    MONETARY,
    /** True or false. */
    BOOLEAN,
    /** A day. */
    DATE,
    /** A point in time, UTC. */
    DATETIME,
    /** One key of a list. */
    SELECTION,
    /** A link to a record. */
    MANY2ONE,
    /** The records that link here. */
    ONE2MANY,
    /** Links to records. */
    MANY2MANY,
    /** Bytes. */
    BINARY,
    /** Labelled values whose definition is on a parent record. */
    PROPERTIES,
    /** Any JSON. */
    JSON,
    /** A link to a record of any model, as {@code model,id}. */
    REFERENCE,
    /** The id of a record whose model is in another field. */
    MANY2ONE_REFERENCE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isText() {
        return this == CHAR || this == TEXT || this == HTML;
    }

    boolean isNumber() {
        return this == INTEGER || this == FLOAT || this == MONETARY || this == MANY2ONE_REFERENCE;
    }

    boolean isLinkList() {
        return this == ONE2MANY || this == MANY2MANY;
    }

    boolean isRelational() {
        return this == MANY2ONE || isLinkList();
    }

    /** Whether the database can order by a stored field of this type. */
    boolean isSortable() {
        return !isLinkList() && this != BINARY && this != PROPERTIES && this != JSON;
    }
}
