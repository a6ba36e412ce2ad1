package io.syncline.testkit.qdrant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A port of the loopback interface that was free when it was chosen. Builds run beside each other, so another program may take it
 * before the server does.
 *
 * @param number the port
 */
record QdrantPort(int number) {

    private static final int ANSWER_MILLIS = 2000;
    private static final String HTTP_2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String HTTP_1 = "HTTP/";

    static QdrantPort free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new QdrantPort(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to throw when the server has ended instead of listening. */
    static IllegalStateException ended(String log) {
        String message = "Qdrant ended: " + log;
        return log.contains("in use") ? new PortTakenException(message) : new IllegalStateException(message);
    }

    /**
     * Greets as HTTP/2 does: any server but one of HTTP/1 may be Qdrant, with or without TLS.
     *
     * @throws PortTakenException if it is one of HTTP/1
     */
    boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number)) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(HTTP_2.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(HTTP_1.length());
            if (new String(answer, StandardCharsets.US_ASCII).equals(HTTP_1)) {
                throw new PortTakenException("Port " + number + " is that of another server");
            }
            return true;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
