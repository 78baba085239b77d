package dev.nextskill.extract.model;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers any request with a body that never ends, and knows when the other side has had enough. */
final class DrippingServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private volatile boolean cutOff;

    DrippingServer() throws IOException {
        Thread thread = new Thread(this::drip, "dripping");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort();
    }

    boolean wasCutOff() {
        return cutOff;
    }

    private void drip() {
        try (Socket client = socket.accept()) {
            client.getInputStream().read(new byte[64 * 1024]);
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("1\r\n \r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            cutOff = true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
