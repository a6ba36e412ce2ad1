package io.syncline.benchmarks.odoo;

import java.nio.charset.StandardCharsets;

/** An answer to {@code search_read} as Odoo writes it: rows of 20 fields, one of them a kilobyte of HTML. */
final class RowPage {

    private static final String HTML =
            "<p>Notes on this <b>customer</b> &amp; what was said: &quot;we call back&quot;.</p>\n".repeat(12);

    private final StringBuilder xml = new StringBuilder();

    private RowPage() {}

    static byte[] of(int rows) {
        RowPage page = new RowPage();
        page.xml.append("<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value><array><data>\n");
        for (int id = 1; id <= rows; id++) {
            page.row(id);
        }
        page.xml.append("</data></array></value>\n</param>\n</params>\n</methodResponse>\n");
        return page.xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void row(int id) {
        xml.append("<value><struct>\n");
        whole("id", id);
        text("name", "Customer " + id + " Müller GmbH");
        text("email", "customer" + id + "@example.com");
        text("phone", "+49 30 " + (1_000_000 + id));
        no("mobile");
        text("street", "Hauptstraße " + id % 200);
        no("street2");
        text("zip", String.valueOf(10_000 + id % 90_000));
        text("city", "Berlin");
        link("country_id", 57, "Germany");
        link("parent_id", id / 10 + 1, "Company " + id / 10);
        links("category_id", id % 7 + 1, id % 5 + 8);
        member("is_company", "boolean", id % 3 == 0 ? "1" : "0");
        member("active", "boolean", "1");
        whole("color", id % 11);
        member("credit_limit", "double", id + ".5");
        text("function", "Head of purchasing");
        no("vat");
        text("comment", HTML);
        text("write_date", "2026-11-23 14:05:24");
        xml.append("</struct></value>\n");
    }

    private void member(String name, String type, String content) {
        begin(name).append('<').append(type).append('>').append(content);
        xml.append("</").append(type).append("></value>\n</member>\n");
    }

    private StringBuilder begin(String name) {
        return xml.append("<member>\n<name>").append(name).append("</name>\n<value>");
    }

    private void text(String name, String content) {
        member(
                name,
                "string",
                content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private void whole(String name, int value) {
        member(name, "int", String.valueOf(value));
    }

    private void no(String name) {
        member(name, "boolean", "0");
    }

    private void link(String name, int id, String target) {
        begin(name).append("<array><data>\n<value><int>").append(id).append("</int></value>\n<value><string>");
        xml.append(target).append("</string></value>\n</data></array></value>\n</member>\n");
    }

    private void links(String name, int... ids) {
        begin(name).append("<array><data>\n");
        for (int id : ids) {
            xml.append("<value><int>").append(id).append("</int></value>\n");
        }
        xml.append("</data></array></value>\n</member>\n");
    }
}
