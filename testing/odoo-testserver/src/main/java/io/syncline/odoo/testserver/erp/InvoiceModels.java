package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.children;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.currency;
import static io.syncline.odoo.testserver.erp.ErpFields.day;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.number;
import static io.syncline.odoo.testserver.erp.ErpFields.text;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;
import java.util.List;

/** Invoices and bills with their lines. */
final class InvoiceModels {

    private InvoiceModels() {}

    static List<OdooModel> all() {
        return List.of(move(), line(), CatalogModels.simple("account.journal", "Journal"));
    }

    private static OdooModel move() {
        return OdooModel.named("account.move")
                .label("Journal Entry")
                .order("date desc, name desc, invoice_date desc, id desc")
                .fields(
                        text("name", "Number"),
                        choice(
                                "move_type",
                                "Type",
                                "entry",
                                "Journal Entry",
                                "out_invoice",
                                "Customer Invoice",
                                "out_refund",
                                "Customer Credit Note",
                                "in_invoice",
                                "Vendor Bill",
                                "in_refund",
                                "Vendor Credit Note"),
                        choice("state", "Status", "draft", "Draft", "posted", "Posted", "cancel", "Cancelled"),
                        choice(
                                "payment_state",
                                "Payment Status",
                                "not_paid",
                                "Not Paid",
                                "in_payment",
                                "In Payment",
                                "paid",
                                "Paid",
                                "partial",
                                "Partially Paid",
                                "reversed",
                                "Reversed"),
                        link("partner_id", "res.partner", "Partner"),
                        text("ref", "Reference"),
                        text("invoice_origin", "Origin"),
                        day("date", "Date"),
                        day("invoice_date", "Invoice/Bill Date"),
                        day("invoice_date_due", "Due Date"))
                .fields(details())
                .build();
    }

    private static OdooField[] details() {
        return new OdooField[] {
            link("invoice_user_id", "res.users", "Salesperson"),
            link("journal_id", "account.journal", "Journal"),
            html("narration", "Terms and Conditions"),
            text("payment_reference", "Payment Reference"),
            text("sequence_prefix", "Sequence Prefix"),
            text("invoice_partner_display_name", "Invoice Partner Display Name"),
            choice("auto_post", "Auto-post", "no", "No", "at_date", "At Date", "monthly", "Monthly"),
            company(),
            currency(),
            children("invoice_line_ids", "account.move.line", "move_id").label("Invoice lines"),
            Amounts.sum("amount_untaxed", "Untaxed Amount", "invoice_line_ids", "price_subtotal"),
            Amounts.sum("amount_total", "Total", "invoice_line_ids", "price_subtotal"),
            OdooField.computed("amount_residual", OdooFieldType.MONETARY, InvoiceModels::due)
                    .stored()
                    .label("Amount Due")
                    .attribute("currency_field", "currency_id")
        };
    }

    private static double due(OdooRecord move) {
        String state = move.text("payment_state");
        boolean open = "not_paid".equals(state) && "posted".equals(move.text("state"));
        return open ? Amounts.total(move, "invoice_line_ids", "price_subtotal") : 0;
    }

    private static OdooModel line() {
        return OdooModel.named("account.move.line")
                .label("Journal Item")
                .order("date desc, move_name desc, id")
                .fields(
                        link("move_id", "account.move", "Journal Entry").required(),
                        text("name", "Label"),
                        text("move_name", "Number").relatedTo("move_id.name").stored(),
                        day("date", "Date").relatedTo("move_id.date").stored(),
                        link("product_id", "product.product", "Product"),
                        number("quantity", "Quantity"),
                        link("product_uom_id", "uom.uom", "Unit of Measure"),
                        number("price_unit", "Unit Price"),
                        number("discount", "Discount (%)"),
                        Amounts.subtotal("quantity"))
                .fields(
                        link("company_id", "res.company", "Company").relatedTo("move_id.company_id"),
                        link("currency_id", "res.currency", "Currency").relatedTo("move_id.currency_id"))
                .build();
    }
}
