package io.syncline.pgvector;

/** What to do after a failure that lasts until somebody changes something. */
final class PgvectorAdvice {

    private PgvectorAdvice() {}

    /** A sentence without its full stop. */
    static String of(String state) {
        return switch (state) {
            case "25006" -> "The server accepts no writes; connect to the primary, not to a replica";
            case "42501" -> "Grant the user the right to use and, for the first sync, to create the tables";
            case "42P07" -> "Another application has a table of that name; use another collection or schema";
            case "42704", "42883" ->
                "Its extension pgvector is missing or not in the search path; run CREATE EXTENSION vector in this"
                        + " database";
            case "53100" -> "The disk of the server is full; free space";
            default -> ofClass(state.length() == 5 ? state.substring(0, 2) : "");
        };
    }

    private static String ofClass(String stateClass) {
        return switch (stateClass) {
            case "28" -> "Check user name and password";
            case "3D" -> "Create the database, or use another one";
            case "3F" -> "Create the schema, or use another one";
            case "42" -> "Check the tables of the collection; somebody may have changed them";
            case "25" -> "The server must accept writes; it may be a replica";
            case "XX" -> "The database is corrupt; restore a backup";
            default -> "Check the server and its log";
        };
    }
}
