package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.active;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.day;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.links;
import static io.syncline.odoo.testserver.erp.ErpFields.number;
import static io.syncline.odoo.testserver.erp.ErpFields.text;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import java.util.List;

/** Leads, and what they are sorted by. */
final class LeadModels {

    private LeadModels() {}

    static List<OdooModel> all() {
        return List.of(
                lead(),
                CatalogModels.simple("crm.stage", "CRM Stages"),
                CatalogModels.simple("crm.team", "Sales Team"),
                CatalogModels.simple("crm.tag", "CRM Tag"),
                CatalogModels.simple("crm.lost.reason", "Opp. Lost Reason"),
                CatalogModels.simple("utm.source", "UTM Source"));
    }

    private static OdooModel lead() {
        return OdooModel.named("crm.lead")
                .label("Lead/Opportunity")
                .order("priority desc, id desc")
                .fields(
                        text("name", "Opportunity").required(),
                        link("partner_id", "res.partner", "Customer"),
                        text("partner_name", "Company Name"),
                        text("contact_name", "Contact Name"),
                        text("function", "Job Position"),
                        text("email_from", "Email"),
                        text("phone", "Phone"),
                        text("city", "City"),
                        link("country_id", "res.country", "Country"),
                        html("description", "Notes"))
                .fields(pipeline())
                .build();
    }

    private static OdooField[] pipeline() {
        return new OdooField[] {
            link("stage_id", "crm.stage", "Stage"),
            choice("type", "Type", "lead", "Lead", "opportunity", "Opportunity"),
            choice("priority", "Priority", "0", "Low", "1", "Medium", "2", "High", "3", "Very High"),
            OdooField.monetary("expected_revenue", "company_currency").label("Expected Revenue"),
            link("company_currency", "res.currency", "Currency").relatedTo("company_id.currency_id"),
            number("probability", "Probability"),
            day("date_deadline", "Expected Closing"),
            link("user_id", "res.users", "Salesperson"),
            link("team_id", "crm.team", "Sales Team"),
            links("tag_ids", "crm.tag", "Tags"),
            link("lost_reason_id", "crm.lost.reason", "Lost Reason"),
            link("source_id", "utm.source", "Source"),
            active(),
            company()
        };
    }
}
