package dev.nextskill.ingest.board;

import dev.nextskill.ingest.board.BoardAnswer.Failure;
import dev.nextskill.ingest.board.BoardAnswer.Failure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.InputStreamFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks boards over HTTP and trusts no answer: redirects are not followed, addresses are checked when they are connected to, the
 * body is read up to a limit, and the whole request has an end. Thread-safe.
 */
final class BoardClient implements AutoCloseable {

    /**
     * @param maxBytes the most bytes of a body, unpacked
     * @param timeout of a whole request
     */
    record Limits(int maxBytes, Duration connectTimeout, Duration timeout) {}

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int LONGEST_QUOTE = 200;

    private final Limits limits;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final CloseableHttpClient toPublicAddresses;
    private final CloseableHttpClient toAnyAddress;

    /** @param timer ends requests that take too long; not closed with the client */
    BoardClient(String userAgent, Limits limits, Clock clock, ScheduledExecutorService timer) {
        this.limits = limits;
        this.clock = clock;
        this.timer = timer;
        this.toPublicAddresses = client(userAgent, limits, new PublicResolver());
        this.toAnyAddress = client(userAgent, limits, SystemDefaultDnsResolver.INSTANCE);
    }

    /** @param known what the board sent last time, if that is still known */
    BoardAnswer ask(BoardSource source, @Nullable BoardMemory known) {
        var request = new HttpGet(source.address());
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        var conditional = false;
        if (known != null && known.etag() != null) {
            request.setHeader(HttpHeaders.IF_NONE_MATCH, known.etag());
            conditional = true;
        }
        if (known != null && known.lastModified() != null) {
            request.setHeader(HttpHeaders.IF_MODIFIED_SINCE, known.lastModified());
            conditional = true;
        }
        var late = new AtomicBoolean();
        var deadline = timer.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                limits.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        var mayBeUnchanged = conditional;
        try {
            return (source.allowPrivateAddresses() ? toAnyAddress : toPublicAddresses)
                    .execute(request, response -> answer(source, request, response, mayBeUnchanged));
        } catch (PrivateAddressException e) {
            return new Failure(
                    Kind.LASTING,
                    ("%s leads to %s, which is no public address (%s), so it was not asked. Correct the base-url, or set"
                                    + " ingest.sources.%s.allow-private-addresses=true if you mean it.")
                            .formatted(source.host(), e.address, e.objection, source.name()),
                    null);
        } catch (IOException e) {
            return new Failure(Kind.PASSING, late.get() ? tooLate() : words(source, e), null);
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() throws IOException {
        toPublicAddresses.close();
        toAnyAddress.close();
    }

    private BoardAnswer answer(
            BoardSource source, HttpGet request, ClassicHttpResponse response, boolean mayBeUnchanged)
            throws IOException {
        var status = response.getCode();
        if (status == HttpStatus.SC_OK) {
            return page(request, response);
        }
        // Of other answers the body is of no use; without this the client would read it to its end.
        request.cancel();
        if (status == HttpStatus.SC_NOT_MODIFIED && mayBeUnchanged) {
            return new BoardAnswer.Unchanged();
        }
        var retryAfter = header(response, HttpHeaders.RETRY_AFTER);
        var wait = retryAfter == null
                ? null
                : RetryAfter.parse(retryAfter, clock.instant()).orElse(null);
        if (status == HttpStatus.SC_TOO_MANY_REQUESTS || status == HttpStatus.SC_SERVICE_UNAVAILABLE) {
            return new Failure(
                    Kind.BUSY,
                    "The board answered %d: it wants fewer requests, or is overloaded%s. It is asked again later by itself."
                            .formatted(status, wait == null ? "" : ", and asks for %d s".formatted(wait.toSeconds())),
                    wait);
        }
        if (status >= 500 || status == HttpStatus.SC_REQUEST_TIMEOUT) {
            return new Failure(
                    Kind.PASSING,
                    "The board answered %d: it has a fault. It is asked again later by itself.".formatted(status),
                    wait);
        }
        return new Failure(Kind.LASTING, refusal(source, status, header(response, HttpHeaders.LOCATION)), wait);
    }

    private static String refusal(BoardSource source, int status, @Nullable String location) {
        if (status >= 300 && status < 400) {
            return "The board answered %d and points to %s; redirects are not followed. If the API has moved, set ingest.sources.%s.base-url."
                    .formatted(status, location == null ? "nowhere" : quote(location), source.name());
        }
        if (status == HttpStatus.SC_NOT_FOUND) {
            return "The board answered 404: there is no %s board \"%s\". Correct ingest.sources.%s.board (as it stands in the board's address) or .kind."
                    .formatted(source.api().kind(), source.board(), source.name());
        }
        if (status == HttpStatus.SC_UNAUTHORIZED || status == HttpStatus.SC_FORBIDDEN) {
            return "The board answered %d: it does not show its postings to us. Set ingest.sources.%s.enabled=false."
                    .formatted(status, source.name());
        }
        return "The board answered %d, which its API does not promise. Check ingest.sources.%s.base-url."
                .formatted(status, source.name());
    }

    private BoardAnswer page(HttpGet request, ClassicHttpResponse response) throws IOException {
        var body = new ByteArrayOutputStream();
        var entity = response.getEntity();
        if (entity != null) {
            if (entity.getContentLength() > limits.maxBytes()) {
                request.cancel();
                return tooLarge();
            }
            var content = entity.getContent();
            var buffer = new byte[BUFFER_BYTES];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                if (read > limits.maxBytes() - body.size()) {
                    request.cancel();
                    return tooLarge();
                }
                body.write(buffer, 0, read);
            }
        }
        return new BoardAnswer.Page(
                body.toByteArray(), header(response, HttpHeaders.ETAG), header(response, HttpHeaders.LAST_MODIFIED));
    }

    private Failure tooLarge() {
        return new Failure(
                Kind.LASTING,
                "The answer has more than %d bytes and was not read further. Raise ingest.boards.max-bytes if the board is that large."
                        .formatted(limits.maxBytes()),
                null);
    }

    private String tooLate() {
        return "The answer did not come, or not to its end, within %d s. It is asked for again later by itself."
                .formatted(limits.timeout().toSeconds());
    }

    private String words(BoardSource source, IOException e) {
        if (e instanceof UnknownHostException) {
            return "The host %s is not known. Check the network, or ingest.sources.%s.base-url."
                    .formatted(source.host(), source.name());
        }
        if (e instanceof SocketTimeoutException) {
            return "%s did not answer in time. It is asked again later by itself.".formatted(source.host());
        }
        if (e instanceof SSLException) {
            return "No safe connection to %s could be made: %s. Check the clock, the network and ingest.sources.%s.base-url."
                    .formatted(source.host(), quote(String.valueOf(e.getMessage())), source.name());
        }
        return "%s could not be asked: %s. It is asked again later by itself."
                .formatted(source.host(), quote(String.valueOf(e.getMessage())));
    }

    /** A strange header is as good as none: it is sent back and stored. */
    private static @Nullable String header(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        var value = header == null ? null : header.getValue();
        return value == null || value.isBlank() || value.length() > 1000 || !value.matches("[\\x20-\\x7E]*")
                ? null
                : value;
    }

    private static String quote(String words) {
        var line = words.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    private static CloseableHttpClient client(String userAgent, Limits limits, DnsResolver resolver) {
        var connect = Timeout.of(limits.connectTimeout());
        var answer = Timeout.of(limits.timeout());
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(answer)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(answer)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                // gzip alone, so that what else lies on the class path does not decide what we unpack.
                .setContentDecoderRegistry(
                        new LinkedHashMap<String, InputStreamFactory>(Map.of("gzip", GZIPInputStream::new)))
                // Boards are asked seldom: an open connection between two polls serves nobody.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Checks what a name leads to at the moment of connecting, so that a name cannot lead elsewhere after the check. */
    private static final class PublicResolver extends SystemDefaultDnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var addresses = super.resolve(host);
            for (var address : addresses) {
                var objection = PublicAddresses.objection(address);
                if (objection.isPresent()) {
                    throw new PrivateAddressException(host, address.getHostAddress(), objection.get());
                }
            }
            return addresses;
        }
    }

    private static final class PrivateAddressException extends UnknownHostException {

        private final String address;
        private final String objection;

        PrivateAddressException(String host, String address, String objection) {
            super(host);
            this.address = address;
            this.objection = objection;
        }
    }
}
