package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.odoo.CallFailure.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultClassifierTest {

    private final FaultClassifier faults = new FaultClassifier("nosuchdb");

    private CallFailure fault(int code, String text) {
        return faults.xmlRpc(Map.of("faultCode", code, "faultString", text));
    }

    @ParameterizedTest
    @CsvSource({
        "04-authenticate-no-db, CONFIGURATION, 'the server has no database ''nosuchdb''; correct ''database'' (psycopg2.OperationalError: connection to server'",
        "16-page-crm-lead, MARSHALLING, TypeError: cannot marshal None unless allow_none is enabled",
        "20-wrong-model, REFUSED, Object no.such.model doesn't exist",
        "21-wrong-field, INVALID, ValueError: Invalid field 'no_such_field' on model 'res.partner'",
        "22-wrong-domain-field, INVALID, ValueError: Invalid field res.partner.no_such_field in leaf",
        "23-wrong-method, INVALID, AttributeError: The method 'res.partner.no_such_method' does not exist",
        "24-bad-password, CREDENTIALS, database nosuchdb does not accept this user",
        "25-unlink-protected, REFUSED, You can not remove the admin user"
    })
    void recordedFaultsShouldBeClassified(String capture, Kind kind, String message) {
        CallFailure failure = catchThrowableOfType(CallFailure.class, () -> {
            throw faults.xmlRpc(Captures.fault(capture));
        });
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageStartingWith(message);
        assertThat(String.valueOf(failure.getMessage()))
                .as("the traceback is cut")
                .doesNotContain("File \"")
                .hasSizeLessThan(520);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "psycopg2.OperationalError: could not connect to server: Connection refused\n"
                        + "\tIs the server running on that host and accepting TCP/IP connections?",
                "psycopg2.InterfaceError: connection already closed",
                "psycopg2.errors.SerializationFailure: could not serialize access due to concurrent update",
                "psycopg2.errors.AdminShutdown: terminating connection",
                "psycopg2.pool.PoolError: The Connection Pool Is Full",
                "psycopg2.OperationalError: FATAL: too many connections for database \"nosuchdb\"",
                "psycopg2.OperationalError: FATAL: le système de bases de données démarre"
            })
    void outagesShouldBeTransient(String lines) {
        String traceback =
                "Traceback (most recent call last):\n  File \"/opt/odoo/odoo/sql_db.py\", line 723, in borrow\n"
                        + "    result = psycopg2.connect(\n" + lines + "\n\n";
        assertThat(fault(1, traceback).kind()).isIn(Kind.UNAVAILABLE, Kind.CRASHED);
        assertThat(fault(1, traceback).isAboutContent()).isFalse();
    }

    @Test
    void exceptionsInTheMiddleOfALineShouldNotCount() {
        assertThat(fault(1, "Traceback (most recent call last):\nValueError: not a psycopg2.OperationalError: really")
                        .kind())
                .isEqualTo(Kind.INVALID);
    }

    @Test
    void translatedMessagesShouldMakeNoDifference() {
        CallFailure french = fault(
                4,
                "Vous n'êtes pas autorisé à accéder aux enregistrements 'Bon de commande' (sale.order).\n\n"
                        + "Contactez votre administrateur.");
        assertThat(french.kind()).isEqualTo(Kind.ACCESS);
        assertThat(NamesInFaults.of(french)).contains("sale.order").doesNotContain("pas", "autorisé");
    }

    @Test
    void restrictedFieldsShouldBeFoundInOnePairOfQuotes() {
        CallFailure failure = fault(
                4,
                "You do not have enough rights to access the fields \"signup_type,credit_limit\" on Contact (res.partner)."
                        + " Please contact your system administrator.\n\nOperation: read");
        assertThat(NamesInFaults.of(failure)).contains("signup_type", "credit_limit", "res.partner");
    }

    @ParameterizedTest
    @CsvSource({
        "MemoryError, OVERSIZE",
        "'OverflowError: int exceeds XML-RPC limits', MARSHALLING",
        "'odoo.exceptions.CacheMiss: x', INVALID",
        "'ZeroDivisionError: division by zero', INVALID"
    })
    void otherTracebacksShouldBeClassifiedByTheirException(String last, Kind kind) {
        assertThat(fault(1, "Traceback (most recent call last):\n  File \"x\", line 1\n" + last)
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "odoo.exceptions.AccessDenied, CREDENTIALS",
        "odoo.exceptions.AccessError, ACCESS",
        "odoo.exceptions.UserError, REFUSED",
        "odoo.exceptions.MissingError, REFUSED",
        "builtins.ValueError, INVALID",
        "psycopg2.OperationalError, CRASHED",
        "psycopg2.errors.SerializationFailure, UNAVAILABLE",
        "builtins.MemoryError, OVERSIZE"
    })
    void namedErrorsShouldBeClassifiedByTheirName(String name, Kind kind) {
        assertThat(faults.named(name, "a message", "a traceback").kind()).isEqualTo(kind);
    }
}
