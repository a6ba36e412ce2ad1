package io.syncline.odoo.testserver.erp;

import static io.syncline.odoo.testserver.erp.ErpFields.active;
import static io.syncline.odoo.testserver.erp.ErpFields.children;
import static io.syncline.odoo.testserver.erp.ErpFields.choice;
import static io.syncline.odoo.testserver.erp.ErpFields.company;
import static io.syncline.odoo.testserver.erp.ErpFields.flag;
import static io.syncline.odoo.testserver.erp.ErpFields.html;
import static io.syncline.odoo.testserver.erp.ErpFields.lines;
import static io.syncline.odoo.testserver.erp.ErpFields.link;
import static io.syncline.odoo.testserver.erp.ErpFields.links;
import static io.syncline.odoo.testserver.erp.ErpFields.moment;
import static io.syncline.odoo.testserver.erp.ErpFields.number;
import static io.syncline.odoo.testserver.erp.ErpFields.text;
import static io.syncline.odoo.testserver.erp.ErpFields.whole;

import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import java.util.List;

/** Meetings, events, messages and posts. */
final class AgendaModels {

    private AgendaModels() {}

    static List<OdooModel> all() {
        return List.of(
                meeting(),
                event(),
                ticket(),
                message(),
                post(),
                CatalogModels.simple("calendar.event.type", "Event Meeting Type"),
                CatalogModels.simple("event.tag", "Event Tag"),
                CatalogModels.simple("blog.blog", "Blog"),
                CatalogModels.simple("blog.tag", "Blog Tag"),
                CatalogModels.simple("mail.message.subtype", "Message subtypes"));
    }

    private static OdooModel meeting() {
        return OdooModel.named("calendar.event")
                .label("Calendar Event")
                .order("start desc")
                .fields(
                        text("name", "Meeting Subject").required(),
                        moment("start", "Start"),
                        moment("stop", "Stop"),
                        text("location", "Location"),
                        html("description", "Description"),
                        links("partner_ids", "res.partner", "Attendees"),
                        links("categ_ids", "calendar.event.type", "Tags"),
                        link("user_id", "res.users", "Organizer"),
                        choice(
                                "privacy",
                                "Privacy",
                                "public",
                                "Public",
                                "private",
                                "Private",
                                "confidential",
                                "Only internal users"),
                        choice("show_as", "Show as", "free", "Available", "busy", "Busy"))
                .fields(number("duration", "Duration"), flag("allday", "All Day"), active())
                .build();
    }

    private static OdooModel event() {
        return OdooModel.named("event.event")
                .label("Event")
                .order("date_begin")
                .fields(
                        text("name", "Event").required(),
                        moment("date_begin", "Start Date"),
                        moment("date_end", "End Date"),
                        text("date_tz", "Timezone"),
                        link("address_id", "res.partner", "Venue"),
                        link("organizer_id", "res.partner", "Organizer"),
                        link("user_id", "res.users", "Responsible"),
                        links("tag_ids", "event.tag", "Tags"),
                        html("description", "Description"),
                        html("ticket_instructions", "Ticket Instructions"))
                .fields(
                        html("note", "Note"),
                        whole("seats_max", "Maximum Attendees"),
                        choice("badge_format", "Badge Dimension", "A4_french_fold", "A4 foldable", "A6", "A6"),
                        children("event_ticket_ids", "event.event.ticket", "event_id")
                                .label("Event Ticket"),
                        active(),
                        company())
                .build();
    }

    private static OdooModel ticket() {
        return OdooModel.named("event.event.ticket")
                .label("Event Ticket")
                .fields(
                        text("name", "Name").required(),
                        lines("description", "Description"),
                        number("price", "Price"),
                        link("event_id", "event.event", "Event"))
                .build();
    }

    private static OdooModel message() {
        return OdooModel.named("mail.message")
                .label("Message")
                .order("id desc")
                .fields(
                        text("subject", "Subject"),
                        html("body", "Contents"),
                        moment("date", "Date"),
                        link("author_id", "res.partner", "Author"),
                        text("email_from", "From"),
                        text("model", "Related Document Model"),
                        OdooField.of("res_id", OdooFieldType.MANY2ONE_REFERENCE).label("Related Document ID"),
                        choice(
                                "message_type",
                                "Type",
                                "email",
                                "Incoming Email",
                                "comment",
                                "Comment",
                                "email_outgoing",
                                "Outgoing Email",
                                "notification",
                                "System notification",
                                "user_notification",
                                "User Specific Notification"),
                        link("subtype_id", "mail.message.subtype", "Subtype"),
                        text("record_name", "Message Record Name"))
                .displayName(message ->
                        message.text("record_name") == null ? message.text("subject") : message.text("record_name"))
                .build();
    }

    private static OdooModel post() {
        return OdooModel.named("blog.post")
                .label("Blog Post")
                .order("id DESC")
                .fields(
                        text("name", "Title").required().translated(),
                        text("subtitle", "Sub Title").translated(),
                        link("blog_id", "blog.blog", "Blog"),
                        links("tag_ids", "blog.tag", "Tags"),
                        text("author_name", "Author Name"),
                        moment("published_date", "Published Date"),
                        lines("teaser_manual", "Teaser Content"),
                        html("content", "Content").translated(),
                        active())
                .build();
    }
}
