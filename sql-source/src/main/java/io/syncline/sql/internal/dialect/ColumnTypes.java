package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import java.sql.Types;

/** The kinds of fields by the types of JDBC. */
final class ColumnTypes {

    private ColumnTypes() {}

    static FieldType of(SqlColumn column) {
        return switch (column.type()) {
            case Types.BIT, Types.BOOLEAN -> FieldType.BOOLEAN;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> FieldType.WHOLE;
            case Types.NUMERIC, Types.DECIMAL -> isWhole(column) ? FieldType.WHOLE : FieldType.DECIMAL;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> FieldType.DECIMAL;
            case Types.DATE -> FieldType.DATE;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> FieldType.TIMESTAMP;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> FieldType.BINARY;
            default -> ofText(column);
        };
    }

    private static boolean isWhole(SqlColumn column) {
        return column.scale() == 0 && column.precision() > 0;
    }

    private static FieldType ofText(SqlColumn column) {
        return switch (column.type()) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB,
                    Types.SQLXML,
                    Types.TIME,
                    Types.TIME_WITH_TIMEZONE,
                    Types.ARRAY -> FieldType.TEXT;
            default -> FieldType.OTHER;
        };
    }
}
