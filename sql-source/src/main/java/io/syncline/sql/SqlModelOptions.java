package io.syncline.sql;

import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The options of a model in a configuration. */
final class SqlModelOptions {

    private static final Map<String, ChronoUnit> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("seconds", ChronoUnit.SECONDS);
        UNITS.put("milliseconds", ChronoUnit.MILLIS);
    }

    private static final Option<String> FILTER = Option.text(
                    "filter", "condition in SQL that rows have to meet; trusted like code")
            .defaultText("all rows");

    private static final Option<String> VERSION = Option.text("version", "column with the time of the last change");

    static final OptionSet<SqlModelBuilder> OPTIONS = withMeanings(OptionSet.of(SqlModel::builder)
            .with(
                    Option.text("table", "table or view, with its schema if needed: `sales.products`")
                            .defaultText("the name of the model")
                            .example("products"),
                    SqlModelBuilder::table)
            .with(
                    Option.text("query", "select statement in place of a table; trusted like code")
                            .example("\"SELECT id, name, updated_at FROM products\""),
                    SqlModelBuilder::query)
            .with(
                    Option.names(
                                    "key",
                                    "column that identifies a row, or a list of columns: whole numbers, UUIDs or texts")
                            .required()
                            .example("id"),
                    SqlModelBuilder::key)
            .with(
                    VERSION.defaultText("none: every sync reads all rows").example("updated_at"),
                    SqlModelBuilder::version)
            .with(
                    Option.choice("version-unit", "what a whole number in `version` counts, since 1970", UNITS)
                            .defaultText("it is a counter, which tells no time")
                            .example("milliseconds"),
                    SqlModelBuilder::versionUnit));

    private SqlModelOptions() {}

    private static OptionSet<SqlModelBuilder> withMeanings(OptionSet<SqlModelBuilder> options) {
        return options.with(
                        Option.text("archived", "column that marks a row as archived: true, not 0, or not null")
                                .example("deleted_at"),
                        SqlModelBuilder::archived)
                .with(
                        Option.text("active", "column that marks a row as not archived; instead of `archived`")
                                .example("is_active"),
                        SqlModelBuilder::active)
                .with(FILTER.example("\"price > 0\""), SqlModelBuilder::filter)
                .with(
                        Option.text("tenant-column", "column with the tenant of a row")
                                .example("company_id"),
                        SqlModelBuilder::tenantColumn)
                .with(
                        Option.text("tenant", "the tenant whose rows are read, and no others")
                                .example("7"),
                        SqlModelBuilder::tenant)
                .with(
                        Option.names("html", "columns that hold HTML, whose markup is removed")
                                .example("[description]"),
                        SqlModelBuilder::html)
                .with(
                        Option.sections("children", "rows of other tables by the name of a field", childOptions()),
                        (model, children) -> children.forEach((field, rows) -> model.children(field, rows.build())));
    }

    private static OptionSet<SqlChildrenBuilder> childOptions() {
        return OptionSet.of(SqlChildren::builder)
                .with(
                        Option.text("table", "table or view with the rows")
                                .defaultText("the name of the field")
                                .example("reviews"),
                        SqlChildrenBuilder::table)
                .with(
                        Option.text("query", "select statement in place of a table; trusted like code")
                                .example("\"SELECT product_id, text FROM reviews\""),
                        SqlChildrenBuilder::query)
                .with(
                        Option.names("parent", "columns with the key of the record, in the order of that key")
                                .required()
                                .example("product_id"),
                        SqlChildrenBuilder::parent)
                .with(
                        Option.names("columns", "columns that are shown, in their order")
                                .required()
                                .example("[author, text]"),
                        SqlChildrenBuilder::columns)
                .with(
                        Option.text("order", "column that the rows of a record are sorted by")
                                .defaultText("the first of `columns`")
                                .example("created_at"),
                        SqlChildrenBuilder::order)
                .with(
                        VERSION.defaultText("none: changes are found with those of their record")
                                .example("updated_at"),
                        SqlChildrenBuilder::version)
                .with(FILTER.example("approved"), SqlChildrenBuilder::filter)
                .with(
                        Option.number("limit", "the most rows of a record")
                                .range("1 to 10000")
                                .defaultValue("100"),
                        SqlChildrenBuilder::limit)
                .with(
                        Option.flag("separate", "whether the rows form chunks of their own")
                                .defaultValue("false"),
                        SqlChildrenBuilder::separate);
    }
}
