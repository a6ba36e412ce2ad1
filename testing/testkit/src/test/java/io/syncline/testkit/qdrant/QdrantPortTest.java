package io.syncline.testkit.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class QdrantPortTest {

    @Test
    void portOfAnotherServerShouldBeTaken() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        try {
            QdrantPort port = new QdrantPort(other.getAddress().getPort());
            assertThatThrownBy(port::isListening)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(String.valueOf(port.number()));
        } finally {
            other.stop(0);
        }
    }

    @Test
    void freePortShouldNotListen() {
        assertThat(QdrantPort.free().isListening()).isFalse();
    }
}
