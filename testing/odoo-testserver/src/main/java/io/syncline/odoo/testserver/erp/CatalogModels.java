package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.active;
import static io.syncline.odoo.testserver.erp.ErpFields.children;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.currency;
import static io.syncline.odoo.testserver.erp.ErpFields.flag;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.lines;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.links;
import static io.syncline.odoo.testserver.erp.ErpFields.number;
import static io.syncline.odoo.testserver.erp.ErpFields.text;
import static io.syncline.odoo.testserver.erp.ErpFields.whole;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooModels;
import io.syncline.odoo.testserver.OdooRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products, their variants, vendors and prices. */
final class CatalogModels {

    private static final String TEMPLATE = "product.template";
    private static final String VARIANT = "product.product";
    private static final String VALUE = "product.template.attribute.value";

    private CatalogModels() {}

    static List<OdooModel> all() {
        List<OdooModel> models = new ArrayList<>(OdooModels.products());
        models.removeIf(model -> model.name().equals(TEMPLATE));
        models.add(simple("uom.uom", "Product Unit of Measure"));
        models.add(simple("product.attribute", "Product Attribute"));
        models.add(attributeValue());
        models.add(template());
        models.add(variant());
        models.add(vendorPrice());
        models.add(simple("product.pricelist", "Pricelist").toBuilder()
                .fields(
                        active(),
                        company(),
                        link("currency_id", "res.currency", "Currency"),
                        children("item_ids", "product.pricelist.item", "pricelist_id")
                                .label("Pricelist Rules"))
                .build());
        models.add(PriceRules.model());
        return models;
    }

    /** A model of names. */
    static OdooModel simple(String name, String label) {
        return OdooModel.named(name)
                .label(label)
                .order("name")
                .fields(text("name", "Name").required())
                .build();
    }

    private static OdooModel template() {
        return OdooModel.named(TEMPLATE)
                .label("Product")
                .order("priority desc, name")
                .fields(
                        text("name", "Name").required().translated(),
                        html("description", "Description").translated(),
                        lines("description_purchase", "Purchase Description").translated(),
                        lines("description_sale", "Sales Description").translated(),
                        text("default_code", "Internal Reference"),
                        text("barcode", "Barcode").attribute("store", false),
                        choice(
                                "detailed_type",
                                "Product Type",
                                "consu",
                                "Consumable",
                                "service",
                                "Service",
                                "product",
                                "Storable Product"),
                        choice("priority", "Favorite", "0", "Normal", "1", "Favorite"))
                .fields(templatePrices())
                .fields(templateLinks())
                .displayName(CatalogModels::coded)
                .companyRule("company_id")
                .build();
    }

    private static OdooField[] templatePrices() {
        return new OdooField[] {
            number("list_price", "Sales Price"),
            number("standard_price", "Cost").companyDependent().groups(ErpFields.USER_GROUP),
            number("weight", "Weight"),
            flag("sale_ok", "Can be Sold"),
            flag("purchase_ok", "Can be Purchased"),
            whole("sale_delay", "Customer Lead Time"),
            choice(
                    "invoice_policy",
                    "Invoicing Policy",
                    "order",
                    "Ordered quantities",
                    "delivery",
                    "Delivered quantities"),
            choice(
                    "tracking",
                    "Tracking",
                    "serial",
                    "By Unique Serial Number",
                    "lot",
                    "By Lots",
                    "none",
                    "No Tracking"),
            OdooField.computed("qty_available", OdooFieldType.FLOAT, CatalogModels::templateStock)
                    .label("Quantity On Hand"),
            active()
        };
    }

    private static OdooField[] templateLinks() {
        return new OdooField[] {
            company(),
            link("currency_id", "res.currency", "Currency").attribute("store", false),
            link("categ_id", "product.category", "Product Category"),
            link("uom_id", "uom.uom", "Unit of Measure"),
            link("uom_po_id", "uom.uom", "Purchase UoM"),
            links("product_tag_ids", "product.tag", "Product Template Tags"),
            children("seller_ids", "product.supplierinfo", "product_tmpl_id").label("Vendors"),
            children("product_variant_ids", VARIANT, "product_tmpl_id").label("Products")
        };
    }

    private static OdooModel variant() {
        return OdooModel.named(VARIANT)
                .label("Product Variant")
                .order("default_code, name, id")
                .fields(
                        link("product_tmpl_id", TEMPLATE, "Product Template").required(),
                        text("default_code", "Internal Reference"),
                        text("barcode", "Barcode"),
                        links("product_template_attribute_value_ids", VALUE, "Attribute Values"),
                        children("stock_quant_ids", "stock.quant", "product_id").label("Stock Quant"),
                        number("lst_price", "Sales Price").relatedTo("product_tmpl_id.list_price"),
                        OdooField.computed("qty_available", OdooFieldType.FLOAT, CatalogModels::stock)
                                .label("Quantity On Hand"),
                        active())
                .fields(
                        text("name", "Name").relatedTo("product_tmpl_id.name").sortable(true),
                        number("list_price", "Sales Price").relatedTo("product_tmpl_id.list_price"),
                        lines("description_sale", "Sales Description").relatedTo("product_tmpl_id.description_sale"),
                        html("description", "Description").relatedTo("product_tmpl_id.description"),
                        number("weight", "Weight").relatedTo("product_tmpl_id.weight"),
                        link("categ_id", "product.category", "Product Category").relatedTo("product_tmpl_id.categ_id"),
                        link("uom_id", "uom.uom", "Unit of Measure").relatedTo("product_tmpl_id.uom_id"),
                        link("currency_id", "res.currency", "Currency").relatedTo("product_tmpl_id.currency_id"),
                        link("company_id", "res.company", "Company").relatedTo("product_tmpl_id.company_id"))
                .displayName(CatalogModels::variantName)
                .build();
    }

    private static OdooModel attributeValue() {
        return OdooModel.named(VALUE)
                .label("Product Template Attribute Value")
                .fields(text("name", "Value").required(), link("attribute_id", "product.attribute", "Attribute"))
                .displayName(value -> value.link("attribute_id")
                        .map(attribute -> attribute.text("name") + ": " + value.text("name"))
                        .orElse(value.text("name")))
                .build();
    }

    private static OdooModel vendorPrice() {
        return OdooModel.named("product.supplierinfo")
                .label("Supplier Pricelist")
                .order("sequence, min_qty DESC, price, id")
                .fields(
                        link("partner_id", "res.partner", "Vendor").required(),
                        text("product_name", "Vendor Product Name"),
                        text("product_code", "Vendor Product Code"),
                        whole("sequence", "Sequence"),
                        number("min_qty", "Quantity"),
                        number("price", "Price"),
                        whole("delay", "Delivery Lead Time"),
                        link("product_tmpl_id", TEMPLATE, "Product Template"),
                        company(),
                        currency())
                .displayName(price ->
                        price.link("partner_id").map(OdooRecord::displayName).orElse(null))
                .build();
    }

    private static @Nullable String coded(OdooRecord record) {
        String code = record.text("default_code");
        return code == null ? record.text("name") : "[" + code + "] " + record.text("name");
    }

    private static @Nullable String variantName(OdooRecord variant) {
        List<String> values = variant.links("product_template_attribute_value_ids").stream()
                .map(value -> String.valueOf(value.text("name")))
                .toList();
        String name = coded(variant);
        return values.isEmpty() ? name : name + " (" + String.join(", ", values) + ")";
    }

    private static double stock(OdooRecord variant) {
        return Amounts.total(variant, "stock_quant_ids", "quantity");
    }

    private static double templateStock(OdooRecord template) {
        return template.links("product_variant_ids").stream()
                .mapToDouble(CatalogModels::stock)
                .sum();
    }
}
