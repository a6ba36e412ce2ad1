package io.syncline.odoo.testserver;

/** Python tracebacks as a server prints them that cannot read its source files. */
final class Tracebacks {
    private static final String HEAD = "Traceback (most recent call last):\n";
    private static final String OUTER = frames(
            "addons/base/controllers/rpc.py:165:xmlrpc_2",
            "addons/base/controllers/rpc.py:139:_xmlrpc",
            "http.py:412:dispatch_rpc");
    private static final String CALL = frames(
            "service/model.py:58:dispatch",
            "service/model.py:81:execute_kw",
            "service/model.py:87:execute",
            "service/model.py:72:execute_cr",
            "service/model.py:156:retrying",
            "api.py:533:call_kw",
            "models.py:6121:search_read",
            "models.py:1779:search_fetch");
    private static final String CONNECT = frames(
            "service/common.py:58:dispatch",
            "modules/registry.py:108:__new__",
            "modules/registry.py:209:init",
            "sql_db.py:796:cursor",
            "sql_db.py:288:__init__",
            "sql_db.py:723:borrow");
    private static final String MARSHAL = frames(
            "addons/base/controllers/rpc.py:165:xmlrpc_2",
            "addons/base/controllers/rpc.py:140:_xmlrpc",
            "addons/base/controllers/rpc.py:114:dumps");

    private Tracebacks() {}

    static String of(OdooError error) {
        String last = error.pythonClass() + ": " + error.text() + "\n";
        if (error.pythonClass().startsWith("psycopg2.Operational")) {
            return HEAD + OUTER + CONNECT + last;
        }
        if (error.text().startsWith("cannot marshal") || error.pythonClass().equals("OverflowError")) {
            return HEAD + MARSHAL + last;
        }
        return HEAD + OUTER + CALL + last;
    }

    private static String frames(String... frames) {
        StringBuilder text = new StringBuilder();
        for (String frame : frames) {
            String[] parts = frame.split(":", 3);
            text.append("  File \"/opt/odoo/odoo/").append(parts[0]);
            text.append("\", line ")
                    .append(parts[1])
                    .append(", in ")
                    .append(parts[2])
                    .append('\n');
        }
        return text.toString();
    }
}
