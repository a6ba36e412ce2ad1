package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.children;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.lines;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.moment;
import static io.syncline.odoo.testserver.erp.ErpFields.number;
import static io.syncline.odoo.testserver.erp.ErpFields.text;
import static io.syncline.odoo.testserver.erp.ErpFields.whole;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;
import java.util.List;

/** Transfers, their moves, and quantities in stock. */
final class StockModels {

    private StockModels() {}

    static List<OdooModel> all() {
        return List.of(
                picking(), move(), quant(), location(), CatalogModels.simple("stock.warehouse", "Warehouse"), kind());
    }

    private static OdooModel picking() {
        return OdooModel.named("stock.picking")
                .label("Transfer")
                .order("priority desc, scheduled_date asc, id desc")
                .fields(
                        text("name", "Reference"),
                        link("partner_id", "res.partner", "Contact"),
                        text("origin", "Source Document"),
                        link("picking_type_id", "stock.picking.type", "Operation Type"),
                        choice(
                                "state",
                                "Status",
                                "draft",
                                "Draft",
                                "waiting",
                                "Waiting Another Operation",
                                "confirmed",
                                "Waiting",
                                "assigned",
                                "Ready",
                                "done",
                                "Done",
                                "cancel",
                                "Cancelled"),
                        moment("scheduled_date", "Scheduled Date"),
                        moment("date_done", "Date of Transfer"),
                        html("note", "Notes"),
                        link("user_id", "res.users", "Responsible"),
                        text("carrier_tracking_ref", "Tracking Reference"))
                .fields(
                        link("location_id", "stock.location", "Source Location"),
                        link("location_dest_id", "stock.location", "Destination Location"),
                        choice(
                                "move_type",
                                "Shipping Policy",
                                "direct",
                                "As soon as possible",
                                "one",
                                "When all products are ready"),
                        choice("priority", "Priority", "0", "Normal", "1", "Urgent"),
                        children("move_ids", "stock.move", "picking_id").label("Stock Moves"),
                        company())
                .build();
    }

    private static OdooModel move() {
        return OdooModel.named("stock.move")
                .label("Stock Move")
                .order("sequence, id")
                .fields(
                        text("name", "Description").required(),
                        whole("sequence", "Sequence"),
                        link("picking_id", "stock.picking", "Transfer"),
                        link("raw_material_production_id", "mrp.production", "Production Order for components"),
                        link("product_id", "product.product", "Product"),
                        number("product_uom_qty", "Demand"),
                        link("product_uom", "uom.uom", "UoM"),
                        lines("description_picking", "Description of Picking"),
                        choice(
                                "state",
                                "Status",
                                "draft",
                                "New",
                                "confirmed",
                                "Waiting Availability",
                                "assigned",
                                "Available",
                                "done",
                                "Done",
                                "cancel",
                                "Cancelled"))
                .build();
    }

    private static OdooModel quant() {
        return OdooModel.named("stock.quant")
                .label("Quants")
                .fields(
                        link("product_id", "product.product", "Product").required(),
                        link("location_id", "stock.location", "Location").required(),
                        number("quantity", "Quantity"),
                        number("reserved_quantity", "Reserved Quantity"))
                .displayName(quant ->
                        quant.link("location_id").map(OdooRecord::displayName).orElse(null))
                .build();
    }

    private static OdooModel location() {
        return OdooModel.named("stock.location")
                .label("Inventory Locations")
                .order("complete_name, id")
                .fields(
                        text("name", "Location Name").required(),
                        link("location_id", "stock.location", "Parent Location"),
                        OdooField.computed("complete_name", OdooFieldType.CHAR, StockModels::place)
                                .stored()
                                .label("Full Location Name"))
                .displayName(StockModels::place)
                .build();
    }

    private static String place(OdooRecord location) {
        return location.link("location_id")
                        .map(above -> above.displayName() + "/")
                        .orElse("")
                + location.text("name");
    }

    private static OdooModel kind() {
        return OdooModel.named("stock.picking.type")
                .label("Picking Type")
                .fields(text("name", "Operation Type").required(), link("warehouse_id", "stock.warehouse", "Warehouse"))
                .displayName(kind -> kind.link("warehouse_id")
                        .map(house -> house.text("name") + ": " + kind.text("name"))
                        .orElse(kind.text("name")))
                .build();
    }
}
