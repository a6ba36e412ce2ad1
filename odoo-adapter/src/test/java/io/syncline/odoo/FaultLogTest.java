package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooFaults;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooVersion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log tells of a fault that has passed, and not of a refusal that an ordinary user meets in each run. */
class FaultLogTest {

    private static final OdooReply NO_RIGHT =
            new OdooReply.Fault(4, "You are not allowed to access 'System Parameter' (ir.config_parameter) records.");

    private final OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC);

    @AfterEach
    void close() {
        fixture.close();
    }

    private String logOfIdentity(Function<OdooCall, OdooReply> faults) {
        fixture.server().intercept(faults);
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            fixture.freshSource().database();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void refusalThatLastsShouldNotBeLoggedWhenTheCallIsDispensable() {
        String log = logOfIdentity(call -> call.model().equals("ir.config_parameter") ? NO_RIGHT : OdooReply.proceed());

        assertThat(log).doesNotContain("System Parameter");
    }

    @Test
    void faultThatPassesShouldBeLogged() {
        String log = logOfIdentity(OdooFaults.once(call -> call.model().equals("ir.config_parameter"), NO_RIGHT));

        assertThat(log).contains("Call failed once, then worked: ir.config_parameter.search_read");
    }
}
