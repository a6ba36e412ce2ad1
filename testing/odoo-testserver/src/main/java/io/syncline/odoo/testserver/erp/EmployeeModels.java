package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.active;
import static io.syncline.odoo.testserver.erp.ErpFields.children;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.day;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.lines;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.text;
import static io.syncline.odoo.testserver.erp.ErpFields.whole;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;
import java.util.List;

/** Employees with their skills and careers, departments and jobs. */
final class EmployeeModels {

    private EmployeeModels() {}

    private static final String HR_USER = "hr.group_hr_user";

    static List<OdooModel> all() {
        return List.of(
                employee(),
                department(),
                job(),
                employeeSkill(),
                resumeLine(),
                CatalogModels.simple("hr.skill", "Skill"),
                CatalogModels.simple("hr.skill.type", "Skill Type"),
                CatalogModels.simple("hr.skill.level", "Skill Level"),
                CatalogModels.simple("hr.resume.line.type", "Type of a resume line"),
                CatalogModels.simple("hr.work.location", "Work Location"));
    }

    private static OdooModel employee() {
        return OdooModel.named("hr.employee")
                .label("Employee")
                .order("name")
                .fields(
                        text("name", "Employee Name").required(),
                        text("job_title", "Job Title"),
                        link("job_id", "hr.job", "Job Position"),
                        link("department_id", "hr.department", "Department"),
                        link("parent_id", "hr.employee", "Manager"),
                        text("work_email", "Work Email"),
                        text("work_phone", "Work Phone"),
                        text("mobile_phone", "Work Mobile"),
                        link("work_location_id", "hr.work.location", "Work Location"),
                        link("user_id", "res.users", "User"))
                .fields(
                        children("resume_line_ids", "hr.resume.line", "employee_id")
                                .label("Resume lines"),
                        children("employee_skill_ids", "hr.employee.skill", "employee_id")
                                .label("Skills"),
                        active(),
                        company())
                .fields(personal())
                .build();
    }

    /** What only the department of human resources may read. */
    private static OdooField[] personal() {
        return new OdooField[] {
            text("private_street", "Private Street").groups(HR_USER),
            text("private_city", "Private City").groups(HR_USER),
            text("private_phone", "Private Phone").groups(HR_USER),
            day("birthday", "Date of Birth").groups(HR_USER),
            text("ssnid", "SSN No").groups(HR_USER),
            text("passport_id", "Passport No").groups(HR_USER),
            text("pin", "PIN").groups(HR_USER),
            text("barcode", "Badge ID").groups(HR_USER),
            choice(
                            "marital",
                            "Marital Status",
                            "single",
                            "Single",
                            "married",
                            "Married",
                            "cohabitant",
                            "Legal Cohabitant",
                            "widower",
                            "Widower",
                            "divorced",
                            "Divorced")
                    .groups(HR_USER)
        };
    }

    private static OdooModel department() {
        return OdooModel.named("hr.department")
                .label("Department")
                .order("name")
                .fields(
                        text("name", "Department Name").required(),
                        link("manager_id", "hr.employee", "Manager"),
                        link("parent_id", "hr.department", "Parent Department"),
                        lines("note", "Note"),
                        active(),
                        company())
                .build();
    }

    private static OdooModel job() {
        return OdooModel.named("hr.job")
                .label("Job Position")
                .order("sequence")
                .fields(
                        text("name", "Job Position").required(),
                        whole("sequence", "Sequence"),
                        link("department_id", "hr.department", "Department"),
                        html("description", "Job Description"),
                        lines("requirements", "Requirements"),
                        whole("no_of_recruitment", "Target"),
                        link("user_id", "res.users", "Recruiter"),
                        active(),
                        company())
                .build();
    }

    private static OdooModel employeeSkill() {
        return OdooModel.named("hr.employee.skill")
                .label("Skill level for an employee")
                .order("skill_type_id, skill_level_id")
                .fields(
                        link("employee_id", "hr.employee", "Employee").required(),
                        link("skill_id", "hr.skill", "Skill"),
                        link("skill_level_id", "hr.skill.level", "Skill Level"),
                        link("skill_type_id", "hr.skill.type", "Skill Type"))
                .displayName(
                        one -> one.link("skill_id").map(OdooRecord::displayName).orElse("") + ": "
                                + one.link("skill_level_id")
                                        .map(OdooRecord::displayName)
                                        .orElse(""))
                .build();
    }

    private static OdooModel resumeLine() {
        return OdooModel.named("hr.resume.line")
                .label("Resume line of an employee")
                .order("line_type_id, date_end desc, date_start desc")
                .fields(
                        link("employee_id", "hr.employee", "Employee").required(),
                        text("name", "Name").required(),
                        link("line_type_id", "hr.resume.line.type", "Type"),
                        day("date_start", "Date Start"),
                        day("date_end", "Date End"),
                        html("description", "Description"))
                .build();
    }
}
