package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.active;
import static io.syncline.odoo.testserver.erp.ErpFields.children;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.flag;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.links;
import static io.syncline.odoo.testserver.erp.ErpFields.moment;
import static io.syncline.odoo.testserver.erp.ErpFields.number;
import static io.syncline.odoo.testserver.erp.ErpFields.text;
import static io.syncline.odoo.testserver.erp.ErpFields.whole;

import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;
import java.util.List;

/** Manufacturing and repairs. */
final class ServiceModels {

    private ServiceModels() {}

    static List<OdooModel> all() {
        return List.of(
                bom(),
                bomLine(),
                operation(),
                production(),
                repair(),
                CatalogModels.simple("mrp.workcenter", "Work Center"),
                CatalogModels.simple("repair.tags", "Repair Tags"));
    }

    private static OdooModel bom() {
        return OdooModel.named("mrp.bom")
                .label("Bill of Material")
                .order("sequence, id")
                .fields(
                        link("product_tmpl_id", "product.template", "Product").required(),
                        link("product_id", "product.product", "Product Variant"),
                        text("code", "Reference"),
                        whole("sequence", "Sequence"),
                        choice("type", "BoM Type", "normal", "Manufacture this product", "phantom", "Kit"),
                        number("product_qty", "Quantity"),
                        children("bom_line_ids", "mrp.bom.line", "bom_id").label("BoM Lines"),
                        children("operation_ids", "mrp.routing.workcenter", "bom_id")
                                .label("Operations"),
                        active(),
                        company())
                .displayName(bom -> (bom.text("code") == null ? "" : bom.text("code") + ": ")
                        + bom.link("product_tmpl_id")
                                .map(OdooRecord::displayName)
                                .orElse(""))
                .build();
    }

    private static OdooModel bomLine() {
        return OdooModel.named("mrp.bom.line")
                .label("Bill of Material Line")
                .order("sequence, id")
                .fields(
                        link("bom_id", "mrp.bom", "Parent BoM").required(),
                        whole("sequence", "Sequence"),
                        link("product_id", "product.product", "Component"),
                        number("product_qty", "Quantity"))
                .displayName(line ->
                        line.link("product_id").map(OdooRecord::displayName).orElse(null))
                .build();
    }

    private static OdooModel operation() {
        return OdooModel.named("mrp.routing.workcenter")
                .label("Work Center Usage")
                .order("sequence, id")
                .fields(
                        text("name", "Operation").required(),
                        whole("sequence", "Sequence"),
                        link("bom_id", "mrp.bom", "Bill of Material"),
                        link("workcenter_id", "mrp.workcenter", "Work Center"))
                .build();
    }

    private static OdooModel production() {
        return OdooModel.named("mrp.production")
                .label("Production Order")
                .order("priority desc, date_start asc,id")
                .fields(
                        text("name", "Reference"),
                        link("product_id", "product.product", "Product"),
                        number("product_qty", "Quantity To Produce"),
                        link("bom_id", "mrp.bom", "Bill of Material"),
                        choice(
                                "state",
                                "State",
                                "draft",
                                "Draft",
                                "confirmed",
                                "Confirmed",
                                "progress",
                                "In Progress",
                                "to_close",
                                "To Close",
                                "done",
                                "Done",
                                "cancel",
                                "Cancelled"),
                        text("origin", "Source"),
                        moment("date_start", "Start"),
                        moment("date_deadline", "Deadline"),
                        link("user_id", "res.users", "Responsible"),
                        choice("priority", "Priority", "0", "Normal", "1", "Urgent"))
                .fields(
                        choice(
                                "consumption",
                                "Consumption",
                                "flexible",
                                "Allowed",
                                "warning",
                                "Allowed with warning",
                                "strict",
                                "Blocked"),
                        children("move_raw_ids", "stock.move", "raw_material_production_id")
                                .label("Components"),
                        company())
                .build();
    }

    private static OdooModel repair() {
        return OdooModel.named("repair.order")
                .label("Repair Order")
                .order("priority desc, create_date desc")
                .fields(
                        text("name", "Repair Reference"),
                        link("product_id", "product.product", "Product to Repair"),
                        link("partner_id", "res.partner", "Customer"),
                        choice(
                                "state",
                                "Status",
                                "draft",
                                "New",
                                "confirmed",
                                "Confirmed",
                                "under_repair",
                                "Under Repair",
                                "done",
                                "Repaired",
                                "cancel",
                                "Cancelled"),
                        choice("priority", "Priority", "0", "Normal", "1", "Urgent"),
                        moment("schedule_date", "Scheduled Date"),
                        link("user_id", "res.users", "Responsible"),
                        html("internal_notes", "Internal Notes"),
                        links("tag_ids", "repair.tags", "Tags"),
                        flag("under_warranty", "Under Warranty"))
                .fields(company())
                .build();
    }
}
