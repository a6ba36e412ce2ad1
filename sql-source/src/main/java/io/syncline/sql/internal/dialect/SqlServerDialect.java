package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.sql.internal.key.KeyKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Microsoft SQL Server from 2019 on, which has collations of UTF-8. */
final class SqlServerDialect extends Dialect {

    /** Bytes of UTF-8, whose order is that of code points; the innermost conversion takes texts of any code page. */
    private static final String BYTES =
            "CONVERT(varbinary(2048), CONVERT(varchar(2048), CONVERT(nvarchar(1024), %s) COLLATE Latin1_General_100_BIN2_UTF8))";

    @Override
    public String name() {
        return "SQL Server";
    }

    @Override
    public String clock() {
        return "SELECT DATEDIFF_BIG(millisecond, '1970-01-01', SYSUTCDATETIME())";
    }

    @Override
    public String driver() {
        return "com.microsoft.sqlserver:mssql-jdbc";
    }

    @Override
    public Map<String, String> properties(Duration statementTimeout) {
        return Map.of("applicationName", "syncline", "loginTimeout", seconds(LOGIN), "applicationIntent", "ReadOnly");
    }

    @Override
    public String quote(String identifier) {
        return '[' + identifier.replace("]", "]]") + ']';
    }

    @Override
    public String limit(int rows) {
        return " OFFSET 0 ROWS FETCH NEXT " + rows + " ROWS ONLY";
    }

    @Override
    public Optional<KeyKind> keyKind(SqlColumn column) {
        return column.plainType().equals("uniqueidentifier") ? Optional.of(KeyKind.UUID) : super.keyKind(column);
    }

    /** UUIDs are sorted by their last bytes first, and texts by language. */
    @Override
    public String ordered(KeyKind kind, SqlColumn column, String reference) {
        return switch (kind) {
            case INTEGER -> reference;
            case UUID -> String.format(BYTES, "LOWER(CONVERT(char(36), " + reference + "))");
            case TEXT -> String.format(BYTES, reference);
        };
    }

    @Override
    public String orderedValue(KeyKind kind) {
        return kind == KeyKind.INTEGER ? "?" : String.format(BYTES, "?");
    }

    @Override
    public String selectedKey(KeyKind kind, String reference) {
        return kind == KeyKind.UUID ? "LOWER(CONVERT(char(36), " + reference + "))" : reference;
    }

    @Override
    boolean isZoned(SqlColumn column) {
        return column.plainType().equals("datetimeoffset");
    }

    @Override
    public FieldType type(SqlColumn column) {
        return switch (column.plainType()) {
            case "money", "smallmoney" -> FieldType.MONEY;
            case "datetimeoffset" -> FieldType.TIMESTAMP;
            case "uniqueidentifier" -> FieldType.TEXT;
            default -> super.type(column);
        };
    }

    @Override
    String falseLiteral() {
        return "0";
    }
}
