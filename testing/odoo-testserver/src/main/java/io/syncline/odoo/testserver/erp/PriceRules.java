package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.day;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.number;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;

/** The rules of price lists. */
final class PriceRules {

    private PriceRules() {}

    static OdooModel model() {
        return OdooModel.named("product.pricelist.item")
                .label("Pricelist Rule")
                .fields(
                        link("pricelist_id", "product.pricelist", "Pricelist"),
                        link("product_tmpl_id", "product.template", "Product"),
                        link("categ_id", "product.category", "Product Category"),
                        choice("compute_price", "Compute Price", "fixed", "Fixed Price", "percentage", "Discount"),
                        number("fixed_price", "Fixed Price"),
                        number("percent_price", "Percentage Price"),
                        number("min_quantity", "Min. Quantity"),
                        day("date_start", "Start Date"),
                        day("date_end", "End Date"))
                .fields(
                        OdooField.computed("name", OdooFieldType.CHAR, PriceRules::ruleName)
                                .label("Name"),
                        OdooField.computed("price", OdooFieldType.CHAR, PriceRules::rulePrice)
                                .label("Price"))
                .build();
    }

    private static String ruleName(OdooRecord rule) {
        return rule.link("product_tmpl_id")
                .map(OdooRecord::displayName)
                .or(() -> rule.link("categ_id").map(category -> "Category: " + category.displayName()))
                .orElse("All Products");
    }

    private static String rulePrice(OdooRecord rule) {
        return "percentage".equals(rule.text("compute_price"))
                ? rule.get("percent_price") + " % discount"
                : rule.get("fixed_price") + " €";
    }
}
