package io.syncline.core.port.record;

/** The kinds of fields, each with the {@link FieldValue} that carries it. */
public enum FieldType {
    /** Plain text: {@link FieldValue.Text}. */
    TEXT,
    /** Marked-up text: {@link FieldValue.Html}. */
    HTML,
    /** True or false: {@link FieldValue.Bool}. */
    BOOLEAN,
    /** A whole number: {@link FieldValue.Whole}. */
    WHOLE,
    /** A number with a fraction: {@link FieldValue.Decimal}. */
    DECIMAL,
    /** An amount of money: {@link FieldValue.Money}. */
    MONEY,
    /** A day: {@link FieldValue.Day}. */
    DATE,
    /** A point in time: {@link FieldValue.Timestamp}. */
    TIMESTAMP,
    /** One of a fixed list: {@link FieldValue.Choice}. */
    CHOICE,
    /** A link to one record: {@link FieldValue.Reference}. */
    REFERENCE,
    /** Links to several records: {@link FieldValue.References}. */
    REFERENCES,
    /** Labelled values defined by a parent record: {@link FieldValue.Properties}. */
    PROPERTIES,
    /** Any JSON: {@link FieldValue.Json}. */
    JSON,
    /** Bytes, which are not made into text. */
    BINARY,
    /** Something this version does not know. */
    OTHER
}
