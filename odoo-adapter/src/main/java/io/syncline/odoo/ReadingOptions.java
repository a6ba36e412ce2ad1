package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.util.List;

/** The options of a configuration that become {@link ReadingSettings}. */
final class ReadingOptions {

    private ReadingOptions() {}

    static OptionSet<OdooRecordSourceBuilder> addTo(OptionSet<OdooRecordSourceBuilder> options) {
        return options.with(
                        Option.text(
                                        "language",
                                        "installed language such as `de_DE`, for labels and translated values; a change re-embeds everything")
                                .defaultText("Odoo's untranslated texts")
                                .example("de_DE"),
                        OdooRecordSourceBuilder::language)
                .with(
                        Option.ids(
                                        "companies",
                                        "ids of companies, such as `[1, 3]`: only their records; the first decides values that differ between companies")
                                .defaultText("all companies of the user")
                                .example("[1]"),
                        OdooRecordSourceBuilder::companies)
                .with(
                        Option.rowsByModel(
                                        "filter",
                                        "by model, conditions that its records have to meet",
                                        "a list of conditions, such as [[customer_rank, '>', 0]]",
                                        "a condition of field, operator and value, such as [customer_rank, '>', 0]; all conditions of a model have to be met")
                                .defaultText("all records")
                                .example("{res.partner: [[customer_rank, '>', 0], [country_id.code, in, [DE, AT]]]}"),
                        (builder, rows) -> rows.forEach((model, row) -> filter(builder, model, row)))
                .with(
                        Option.textsByModel(
                                        "watch",
                                        "by model, further links whose records' changes count as changes, such as `[order_line.product_id]`",
                                        "a list of links, such as [order_line.product_id]")
                                .example("{sale.order: [order_line.product_id]}"),
                        (builder, paths) -> paths.forEach(builder::watch))
                .with(
                        Option.flag(
                                        "watch-related",
                                        "whether changes of linked records count as changes if their names are shown")
                                .defaultValue("true"),
                        OdooRecordSourceBuilder::watchRelated);
    }

    private static void filter(OdooRecordSourceBuilder builder, ModelName model, List<Object> row) {
        if (row.size() != 3) {
            throw new IllegalArgumentException(
                    "a condition has a field, an operator and a value, such as [customer_rank, '>', 0]");
        }
        builder.filter(model, row.get(0).toString(), row.get(1).toString(), row.get(2));
    }
}
