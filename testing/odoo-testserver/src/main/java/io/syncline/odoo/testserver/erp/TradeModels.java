package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.children;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.currency;
import static io.syncline.odoo.testserver.erp.ErpFields.day;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.lines;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.links;
import static io.syncline.odoo.testserver.erp.ErpFields.moment;
import static io.syncline.odoo.testserver.erp.ErpFields.number;
import static io.syncline.odoo.testserver.erp.ErpFields.text;
import static io.syncline.odoo.testserver.erp.ErpFields.whole;

import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;
import java.util.List;

/** Sales and purchase orders and their lines. */
final class TradeModels {

    private TradeModels() {}

    static List<OdooModel> all() {
        return List.of(sale(), saleLine(), purchase(), purchaseLine());
    }

    private static OdooModel sale() {
        return OdooModel.named("sale.order")
                .label("Sales Order")
                .order("date_order desc, id desc")
                .fields(
                        text("name", "Order Reference").required(),
                        link("partner_id", "res.partner", "Customer").required(),
                        link("partner_invoice_id", "res.partner", "Invoice Address"),
                        link("partner_shipping_id", "res.partner", "Delivery Address"),
                        text("client_order_ref", "Customer Reference"),
                        text("origin", "Source Document"),
                        choice(
                                "state",
                                "Status",
                                "draft",
                                "Quotation",
                                "sent",
                                "Quotation Sent",
                                "sale",
                                "Sales Order",
                                "cancel",
                                "Cancelled"),
                        moment("date_order", "Order Date"),
                        day("validity_date", "Expiration"),
                        moment("commitment_date", "Delivery Date"))
                .fields(
                        link("user_id", "res.users", "Salesperson"),
                        link("team_id", "crm.team", "Sales Team"),
                        links("tag_ids", "crm.tag", "Tags"),
                        html("note", "Terms and conditions"),
                        link("pricelist_id", "product.pricelist", "Pricelist"),
                        link("warehouse_id", "stock.warehouse", "Warehouse"),
                        choice(
                                "picking_policy",
                                "Shipping Policy",
                                "direct",
                                "As soon as possible",
                                "one",
                                "When all products are ready"),
                        choice(
                                "invoice_status",
                                "Invoice Status",
                                "upselling",
                                "Upselling Opportunity",
                                "invoiced",
                                "Fully Invoiced",
                                "to invoice",
                                "To Invoice",
                                "no",
                                "Nothing to Invoice"),
                        company(),
                        currency())
                .fields(
                        children("order_line", "sale.order.line", "order_id").label("Order Lines"),
                        Amounts.sum("amount_untaxed", "Untaxed Amount", "order_line", "price_subtotal"),
                        Amounts.sum("amount_total", "Total", "order_line", "price_subtotal"))
                .build();
    }

    private static OdooModel saleLine() {
        return OdooModel.named("sale.order.line")
                .label("Sales Order Line")
                .order("order_id, sequence, id")
                .fields(
                        link("order_id", "sale.order", "Order Reference").required(),
                        whole("sequence", "Sequence"),
                        lines("name", "Description"),
                        choice("display_type", "Display Type", "line_section", "Section", "line_note", "Note"),
                        link("product_id", "product.product", "Product"),
                        number("product_uom_qty", "Quantity"),
                        link("product_uom", "uom.uom", "Unit of Measure"),
                        number("price_unit", "Unit Price"),
                        number("discount", "Discount (%)"),
                        Amounts.subtotal("product_uom_qty"))
                .fields(
                        link("company_id", "res.company", "Company").relatedTo("order_id.company_id"),
                        link("currency_id", "res.currency", "Currency").relatedTo("order_id.currency_id"))
                .displayName(line ->
                        line.link("order_id").map(OdooRecord::displayName).orElse("") + " - " + line.text("name"))
                .build();
    }

    private static OdooModel purchase() {
        return OdooModel.named("purchase.order")
                .label("Purchase Order")
                .order("priority desc, id desc")
                .fields(
                        text("name", "Order Reference").required(),
                        link("partner_id", "res.partner", "Vendor").required(),
                        text("partner_ref", "Vendor Reference"),
                        text("origin", "Source Document"),
                        choice("priority", "Priority", "0", "Normal", "1", "Urgent"),
                        choice(
                                "state",
                                "Status",
                                "draft",
                                "RFQ",
                                "sent",
                                "RFQ Sent",
                                "to approve",
                                "To Approve",
                                "purchase",
                                "Purchase Order",
                                "done",
                                "Locked",
                                "cancel",
                                "Cancelled"),
                        moment("date_order", "Order Deadline"),
                        moment("date_planned", "Expected Arrival"),
                        link("user_id", "res.users", "Buyer"),
                        html("notes", "Terms and Conditions"))
                .fields(
                        company(),
                        currency(),
                        children("order_line", "purchase.order.line", "order_id")
                                .label("Order Lines"),
                        Amounts.sum("amount_untaxed", "Untaxed Amount", "order_line", "price_subtotal"),
                        Amounts.sum("amount_total", "Total", "order_line", "price_subtotal"))
                .build();
    }

    private static OdooModel purchaseLine() {
        return OdooModel.named("purchase.order.line")
                .label("Purchase Order Line")
                .order("order_id, sequence, id")
                .fields(
                        link("order_id", "purchase.order", "Order Reference").required(),
                        whole("sequence", "Sequence"),
                        lines("name", "Description"),
                        link("product_id", "product.product", "Product"),
                        number("product_qty", "Quantity"),
                        link("product_uom", "uom.uom", "Unit of Measure"),
                        number("price_unit", "Unit Price"),
                        number("discount", "Discount (%)"),
                        moment("date_planned", "Expected Arrival"),
                        Amounts.subtotal("product_qty"))
                .fields(
                        link("company_id", "res.company", "Company").relatedTo("order_id.company_id"),
                        link("currency_id", "res.currency", "Currency").relatedTo("order_id.currency_id"))
                .build();
    }
}
