package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.active;
import static io.syncline.odoo.testserver.erp.ErpFields.children;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.currency;
import static io.syncline.odoo.testserver.erp.ErpFields.day;
import static io.syncline.odoo.testserver.erp.ErpFields.flag;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.links;
import static io.syncline.odoo.testserver.erp.ErpFields.moment;
import static io.syncline.odoo.testserver.erp.ErpFields.number;
import static io.syncline.odoo.testserver.erp.ErpFields.text;
import static io.syncline.odoo.testserver.erp.ErpFields.whole;

import io.syncline.odoo.testserver.OdooModel;
import java.util.List;

/** Projects, milestones, tasks and timesheets. */
final class ProjectModels {

    private ProjectModels() {}

    static List<OdooModel> all() {
        return List.of(
                project(),
                task(),
                milestone(),
                timesheet(),
                CatalogModels.simple("project.tags", "Project Tags"),
                CatalogModels.simple("project.task.type", "Task Stage"));
    }

    private static OdooModel project() {
        return OdooModel.named("project.project")
                .label("Project")
                .order("sequence, name, id")
                .fields(
                        text("name", "Name").required().translated(),
                        whole("sequence", "Sequence"),
                        html("description", "Description"),
                        link("partner_id", "res.partner", "Customer"),
                        link("user_id", "res.users", "Project Manager"),
                        day("date_start", "Start Date"),
                        day("date", "Expiration Date"),
                        links("tag_ids", "project.tags", "Tags"),
                        text("label_tasks", "Use Tasks as"),
                        choice(
                                "last_update_status",
                                "Last Update Status",
                                "on_track",
                                "On Track",
                                "at_risk",
                                "At Risk",
                                "off_track",
                                "Off Track",
                                "on_hold",
                                "On Hold",
                                "to_define",
                                "Set Status",
                                "done",
                                "Done"))
                .fields(
                        choice(
                                "privacy_visibility",
                                "Visibility",
                                "followers",
                                "Invited internal users",
                                "employees",
                                "All internal users",
                                "portal",
                                "Invited portal users and all internal users"),
                        children("milestone_ids", "project.milestone", "project_id")
                                .label("Milestone"),
                        children("task_ids", "project.task", "project_id").label("Tasks"),
                        active(),
                        company())
                .build();
    }

    private static OdooModel task() {
        return OdooModel.named("project.task")
                .label("Task")
                .order("priority desc, sequence, date_deadline asc, id desc")
                .fields(
                        text("name", "Title").required(),
                        whole("sequence", "Sequence"),
                        link("project_id", "project.project", "Project"),
                        link("milestone_id", "project.milestone", "Milestone"),
                        link("stage_id", "project.task.type", "Stage"),
                        choice(
                                "state",
                                "State",
                                "01_in_progress",
                                "In Progress",
                                "02_changes_requested",
                                "Changes Requested",
                                "03_approved",
                                "Approved",
                                "1_done",
                                "Done",
                                "1_canceled",
                                "Canceled",
                                "04_waiting_normal",
                                "Waiting"),
                        choice("priority", "Priority", "0", "Low", "1", "High"),
                        links("user_ids", "res.users", "Assignees"),
                        link("partner_id", "res.partner", "Customer"),
                        moment("date_deadline", "Deadline"))
                .fields(
                        links("tag_ids", "project.tags", "Tags"),
                        link("parent_id", "project.task", "Parent Task"),
                        children("child_ids", "project.task", "parent_id").label("Sub-tasks"),
                        children("timesheet_ids", "account.analytic.line", "task_id")
                                .label("Timesheets"),
                        html("description", "Description"),
                        number("allocated_hours", "Allocated Time"),
                        moment("date_assign", "Assigning Date"),
                        active(),
                        company())
                .build();
    }

    private static OdooModel milestone() {
        return OdooModel.named("project.milestone")
                .label("Project Milestone")
                .order("deadline, is_reached desc, name")
                .fields(
                        text("name", "Name").required(),
                        link("project_id", "project.project", "Project"),
                        day("deadline", "Deadline"),
                        flag("is_reached", "Reached"))
                .build();
    }

    private static OdooModel timesheet() {
        return OdooModel.named("account.analytic.line")
                .label("Analytic Line")
                .order("date desc, id desc")
                .fields(
                        text("name", "Description").required(),
                        day("date", "Date"),
                        link("employee_id", "hr.employee", "Employee"),
                        link("project_id", "project.project", "Project"),
                        link("task_id", "project.task", "Task"),
                        number("unit_amount", "Quantity"),
                        link("user_id", "res.users", "User"),
                        company(),
                        currency())
                .build();
    }
}
