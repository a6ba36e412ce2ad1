package io.syncline.benchmarks.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Forwards bytes to a server, and the server's answers after a delay, without limiting how many are in flight. */
final class DelayProxy implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int target;
    private final long delayNanos;

    DelayProxy(int target, long delayMillis) throws IOException {
        this.target = target;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            connect();
        }
    }

    private void connect() {
        try {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.execute(() -> copy(client, server));
            BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
            threads.execute(() -> read(server, pieces));
            threads.execute(() -> write(client, pieces));
        } catch (IOException e) {
            // closed, or a client that disconnected
            return;
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // the end of the connection, either way
            return;
        }
    }

    private void read(Socket server, BlockingQueue<Piece> pieces) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = server.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pieces.add(new Piece(System.nanoTime() + delayNanos, ByteBuffer.wrap(Arrays.copyOf(buffer, read))));
            }
        } catch (IOException e) {
            // the end of the connection, passed to the other side below
        } finally {
            pieces.add(new Piece(System.nanoTime(), ByteBuffer.allocate(0)));
        }
    }

    private static void write(Socket client, BlockingQueue<Piece> pieces) {
        try (OutputStream out = client.getOutputStream()) {
            for (Piece piece = pieces.take(); piece.bytes().hasRemaining(); piece = pieces.take()) {
                long wait = piece.dueNanos() - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                out.write(piece.bytes().array());
            }
        } catch (IOException e) {
            // the end of the connection
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private record Piece(long dueNanos, ByteBuffer bytes) {}
}
