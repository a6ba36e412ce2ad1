package io.syncline.odoo.testserver;

/** An exception as Odoo raises it; each endpoint encodes it in its own format. */
final class OdooError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String pythonClass;
    private final String text;

    private OdooError(Kind kind, String pythonClass, String text) {
        super(text);
        this.kind = kind;
        this.pythonClass = pythonClass;
        this.text = text;
    }

    /** The kind of an error, which decides its encoding. */
    enum Kind {
        ACCESS_DENIED(3, 401),
        ACCESS_ERROR(4, 403),
        USER_ERROR(2, 422),
        MISSING(2, 404),
        UNKNOWN_MODEL(2, 404),
        UNKNOWN_METHOD(1, 404),
        BAD_ARGUMENTS(1, 422),
        INTERNAL(1, 500);

        private final int faultCode;
        private final int httpStatus;

        Kind(int faultCode, int httpStatus) {
            this.faultCode = faultCode;
            this.httpStatus = httpStatus;
        }

        int faultCode() {
            return faultCode;
        }

        int httpStatus() {
            return httpStatus;
        }
    }

    static OdooError accessDenied() {
        return new OdooError(Kind.ACCESS_DENIED, "odoo.exceptions.AccessDenied", "Access Denied");
    }

    static OdooError access(String text) {
        return new OdooError(Kind.ACCESS_ERROR, "odoo.exceptions.AccessError", text);
    }

    static OdooError user(String text) {
        return new OdooError(Kind.USER_ERROR, "odoo.exceptions.UserError", text);
    }

    static OdooError missing(String model, long id, long user) {
        return new OdooError(
                Kind.MISSING,
                "odoo.exceptions.MissingError",
                "Record does not exist or has been deleted.\n(Record: " + model + "(" + id + ",), User: " + user + ")");
    }

    static OdooError unknownModel(String model) {
        return new OdooError(Kind.UNKNOWN_MODEL, "odoo.exceptions.UserError", "Object " + model + " doesn't exist");
    }

    static OdooError unknownMethod(String model, String method) {
        return new OdooError(
                Kind.UNKNOWN_METHOD, "AttributeError", "The method '" + model + "." + method + "' does not exist");
    }

    static OdooError badArguments(String text) {
        return new OdooError(Kind.BAD_ARGUMENTS, "TypeError", text);
    }

    static OdooError value(String text) {
        return internal("ValueError", text);
    }

    static OdooError internal(String pythonClass, String text) {
        return new OdooError(Kind.INTERNAL, pythonClass, text);
    }

    /** An error by its number in XML-RPC. */
    static OdooError fault(int code, String text) {
        return switch (code) {
            case 1 -> {
                String[] parts = text.split(": ", 2);
                yield parts.length == 2 ? internal(parts[0], parts[1]) : internal("Exception", text);
            }
            case 2 -> user(text);
            case 3 -> accessDenied();
            case 4 -> access(text);
            default -> throw new IllegalArgumentException("Unknown fault code: " + code);
        };
    }

    /** The same error, with a stack trace of its own. */
    static OdooError copyOf(OdooError error) {
        return new OdooError(error.kind, error.pythonClass, error.text);
    }

    static OdooError databaseDown() {
        return internal("psycopg2.OperationalError", """
                connection to server at "127.0.0.1", port 5432 failed: Connection refused
                \tIs the server running on that host and accepting TCP/IP connections?
                """);
    }

    static OdooError noDatabase(String name) {
        return internal(
                "psycopg2.OperationalError",
                "connection to server at \"127.0.0.1\", port 5432 failed: FATAL:  database \"" + name
                        + "\" does not exist\n");
    }

    Kind kind() {
        return kind;
    }

    /** The class as the server names it in JSON answers. */
    String qualifiedClass() {
        return pythonClass.contains(".") ? pythonClass : "builtins." + pythonClass;
    }

    /** The class as Python prints it at the end of a traceback. */
    String pythonClass() {
        return pythonClass;
    }

    String text() {
        return text;
    }

    String traceback() {
        return Tracebacks.of(this);
    }
}
