package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.internal.recipe.Recipe;
import io.syncline.odoo.internal.recipe.RecipeEntry;
import io.syncline.odoo.internal.recipe.ShippedRecipes;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many calls a page costs by each recipe, if records have linked records of all kinds; {@code docs/odoo.md} says so. */
class RecipeCallsTest {

    private static final Path PAGE = Path.of("..", "docs", "odoo.md");
    private static final Pattern ROW = Pattern.compile("\\| (\\d) \\| (`[^|]*`) \\|");

    /** The targets of links to several records in Odoo 17 and 19, of which recipes show names or lines. */
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("account.move.invoice_line_ids", "account.move.line"),
            Map.entry("blog.post.tag_ids", "blog.tag"),
            Map.entry("calendar.event.partner_ids", "res.partner"),
            Map.entry("calendar.event.categ_ids", "calendar.event.type"),
            Map.entry("crm.lead.tag_ids", "crm.tag"),
            Map.entry("event.event.tag_ids", "event.tag"),
            Map.entry("event.event.event_ticket_ids", "event.event.ticket"),
            Map.entry("fleet.vehicle.tag_ids", "fleet.vehicle.tag"),
            Map.entry("helpdesk.ticket.tag_ids", "helpdesk.tag"),
            Map.entry("hr.department.member_ids", "hr.employee"),
            Map.entry("hr.employee.category_ids", "hr.employee.category"),
            Map.entry("hr.employee.current_employee_skill_ids", "hr.employee.skill"),
            Map.entry("hr.employee.resume_line_ids", "hr.resume.line"),
            Map.entry("hr.job.current_job_skill_ids", "hr.job.skill"),
            Map.entry("knowledge.article.child_ids", "knowledge.article"),
            Map.entry("mrp.bom.bom_line_ids", "mrp.bom.line"),
            Map.entry("mrp.bom.operation_ids", "mrp.routing.workcenter"),
            Map.entry("mrp.production.move_raw_ids", "stock.move"),
            Map.entry("mrp.production.workorder_ids", "mrp.workorder"),
            Map.entry("product.pricelist.country_group_ids", "res.country.group"),
            Map.entry("product.pricelist.item_ids", "product.pricelist.item"),
            Map.entry("product.product.product_template_attribute_value_ids", "product.template.attribute.value"),
            Map.entry("product.product.product_tag_ids", "product.tag"),
            Map.entry("product.product.seller_ids", "product.supplierinfo"),
            Map.entry("product.template.product_tag_ids", "product.tag"),
            Map.entry("product.template.attribute_line_ids", "product.template.attribute.line"),
            Map.entry("product.template.attribute.line.value_ids", "product.attribute.value"),
            Map.entry("product.template.seller_ids", "product.supplierinfo"),
            Map.entry("project.project.tag_ids", "project.tags"),
            Map.entry("project.project.milestone_ids", "project.milestone"),
            Map.entry("project.project.update_ids", "project.update"),
            Map.entry("project.task.tag_ids", "project.tags"),
            Map.entry("project.task.user_ids", "res.users"),
            Map.entry("project.task.child_ids", "project.task"),
            Map.entry("project.task.timesheet_ids", "account.analytic.line"),
            Map.entry("purchase.order.order_line", "purchase.order.line"),
            Map.entry("repair.order.tag_ids", "repair.tags"),
            Map.entry("repair.order.move_ids", "stock.move"),
            Map.entry("res.partner.category_id", "res.partner.category"),
            Map.entry("res.partner.child_ids", "res.partner"),
            Map.entry("res.users.company_ids", "res.company"),
            Map.entry("sale.order.tag_ids", "crm.tag"),
            Map.entry("sale.order.order_line", "sale.order.line"),
            Map.entry("stock.picking.move_ids", "stock.move"),
            Map.entry("survey.survey.question_and_page_ids", "survey.question"),
            Map.entry("survey.question.suggested_answer_ids", "survey.question.answer"));

    /** Models that the server has. */
    private static final Set<String> BASIC = Set.of("res.company", "res.partner", "res.users");

    @Test
    void pageShouldSayWhatEachModelCosts() throws IOException {
        Map<String, Integer> documented = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Stream.of(row.group(2).split(", ", -1))
                        .forEach(model -> documented.put(model.replace("`", ""), Integer.parseInt(row.group(1))));
            }
        }
        Map<String, Integer> counted = new TreeMap<>();
        ShippedRecipes.models().forEach(model -> counted.put(model, callsOf(model)));

        assertThat(counted).isEqualTo(documented);
    }

    private static int callsOf(String model) {
        try (OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC)) {
            Recipe recipe = ShippedRecipes.of(model).orElseThrow();
            Map<String, Set<String>> fields = fields(model, recipe);
            fields.forEach((name, names) -> define(fixture, name, names));
            for (String name : List.of(model, model)) {
                create(fixture, name, fields, new HashMap<>());
            }
            ModelName name = ModelName.of(model);
            ModelDescription description = fixture.source().describe(name);
            Set<String> read = new LinkedHashSet<>(description.defaultFields());
            read.addAll(description.defaultPayload());
            RecordScope scope = RecordScope.builder().model(name).fields(read).build();
            // A page that is not full costs one more: the proof that it is the last.
            int records = fixture.database().ids(model).size();
            int before = fixture.server().calls().size();
            RecordPage page = fixture.source().page(scope, IdRange.ALL, records);
            assertThat(page.records()).hasSizeGreaterThanOrEqualTo(2);
            return fixture.server().calls().size() - before;
        }
    }

    /** The fields of the model and of the linked models that a recipe names, by model. */
    private static Map<String, Set<String>> fields(String model, Recipe recipe) {
        Map<String, Set<String>> fields = new TreeMap<>();
        Set<String> own = fields.computeIfAbsent(model, none -> new LinkedHashSet<>());
        for (RecipeEntry entry : recipe.text()) {
            String field = entry.fields().get(0);
            own.add(field);
            String target = TARGETS.get(model + "." + field);
            if (target != null) {
                Set<String> targets = fields.computeIfAbsent(target, none -> new LinkedHashSet<>());
                entry.lines().ifPresent(lines -> targets.addAll(lines.each().fields()));
            }
        }
        new ArrayList<>(fields.entrySet())
                .forEach(entry -> entry.getValue().stream()
                        .map(field -> TARGETS.get(entry.getKey() + "." + field))
                        .filter(target -> target != null)
                        .forEach(target -> fields.computeIfAbsent(target, none -> new LinkedHashSet<>())));
        return fields;
    }

    private static void define(OdooServerFixture fixture, String model, Set<String> names) {
        boolean basic = BASIC.contains(model);
        Set<String> all = new LinkedHashSet<>(names);
        all.add("name");
        all.removeIf(name -> basic && !TARGETS.containsKey(model + "." + name));
        OdooField[] fields = all.stream()
                .map(name -> TARGETS.containsKey(model + "." + name)
                        ? OdooField.many2many(name, TARGETS.get(model + "." + name))
                        : OdooField.chars(name))
                .toArray(OdooField[]::new);
        if (basic) {
            fixture.database().addFields(model, fields);
        } else {
            fixture.database().define(OdooModel.named(model).fields(fields).build());
        }
    }

    /** A record with a linked record behind each link, which has no links of the same model. */
    private static long create(
            OdooServerFixture fixture, String model, Map<String, Set<String>> fields, Map<String, Long> known) {
        Map<String, Object> values = new HashMap<>(Map.of("name", "A"));
        known.put(model, 0L);
        for (String field : fields.get(model)) {
            String target = TARGETS.get(model + "." + field);
            if (target != null) {
                long id = known.getOrDefault(target, 0L);
                if (!known.containsKey(target)) {
                    id = create(fixture, target, fields, known);
                } else if (id == 0) {
                    id = fixture.database().create(target, Map.of("name", "B"));
                }
                values.put(field, List.of(id));
            }
        }
        if (model.equals("res.users")) {
            values.put("login", "user " + fixture.database().ids(model).size());
        }
        long id = fixture.database().create(model, values);
        known.put(model, id);
        return id;
    }
}
