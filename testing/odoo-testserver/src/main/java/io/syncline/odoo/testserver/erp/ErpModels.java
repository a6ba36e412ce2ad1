package io.syncline.odoo.testserver.erp;

import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The business models of Odoo 17, beside {@link io.syncline.odoo.testserver.OdooModels the basic ones}. */
public final class ErpModels {

    private ErpModels() {}

    /**
     * Definitions of sales, purchase, invoicing, stock, manufacturing, repairs, projects, employees, events, meetings,
     * messages and blogs. Those of {@code product.template} and {@code crm.lead} replace simpler ones.
     *
     * @return the definitions
     */
    public static List<OdooModel> all() {
        return Stream.of(
                        CatalogModels.all(),
                        LeadModels.all(),
                        TradeModels.all(),
                        InvoiceModels.all(),
                        StockModels.all(),
                        ServiceModels.all(),
                        ProjectModels.all(),
                        EmployeeModels.all(),
                        AgendaModels.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Defines all of them in a database and makes the euro the currency of its company.
     *
     * @param database a database that has its first company
     */
    public static void define(OdooDatabase database) {
        all().forEach(database::define);
        database.addFields("res.company", ErpFields.link("currency_id", "res.currency", "Currency"));
        long euro = database.create("res.currency", Map.of("name", "EUR", "symbol", "€"));
        database.write("res.company", 1, Map.of("currency_id", euro));
    }
}
