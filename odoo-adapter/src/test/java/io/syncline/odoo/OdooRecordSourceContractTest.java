package io.syncline.odoo;

import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.contract.RecordSourceContract;
import io.syncline.testkit.contract.RecordSourceFixture;
import org.junit.jupiter.api.Nested;

class OdooRecordSourceContractTest {

    abstract static class Over implements RecordSourceContract {

        private final OdooServerFixture fixture;

        Over(OdooVersion version, Transport transport) {
            fixture = new OdooServerFixture(version, transport);
        }

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class XmlRpcOfVersion17 extends Over {
        XmlRpcOfVersion17() {
            super(OdooVersion.V17, Transport.XML_RPC);
        }
    }

    @Nested
    class XmlRpcOfVersion18 extends Over {
        XmlRpcOfVersion18() {
            super(OdooVersion.V18, Transport.AUTO);
        }
    }

    @Nested
    class XmlRpcOfVersion19 extends Over {
        XmlRpcOfVersion19() {
            super(OdooVersion.V19, Transport.XML_RPC);
        }
    }

    @Nested
    class Json2OfVersion19 extends Over {
        Json2OfVersion19() {
            super(OdooVersion.V19, Transport.JSON_2);
        }
    }
}
