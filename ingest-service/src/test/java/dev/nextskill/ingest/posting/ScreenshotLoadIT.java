package dev.nextskill.ingest.posting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** How long text waits while screenshots are being read, next to how long it waits without them, in one run. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
// Quarkus fills in the fields before the first test.
@SuppressWarnings("NullAway.Init")
class ScreenshotLoadIT {

    /** More than may wait and be read in tests, see application.properties. */
    private static final int SCREENSHOTS = 30;

    private static final int TEXTS = 200;
    private static final int MILLIS_BETWEEN_TEXTS = 25;
    /** Generous, for the machine that runs this may be busy with other things; the figures are printed. */
    private static final double LONGEST_WAIT_SECONDS = 2;

    @TestHTTPResource("/api/job-postings")
    URI postings;

    /** HTTP/1.1, as curl speaks it: a connection each, while HTTP/2 would have all share one and its window. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void text_does_not_wait_for_screenshots_and_too_many_of_them_are_sent_away() throws Exception {
        sendTexts(TEXTS);
        sendScreenshot().join();

        var idle = sendTexts(TEXTS);
        var screenshots = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < SCREENSHOTS; i++) {
            screenshots.add(sendScreenshot());
        }
        var busy = new ArrayList<Double>();
        do {
            busy.addAll(sendTexts(TEXTS / 4));
        } while (!screenshots.stream().allMatch(CompletableFuture::isDone) && busy.size() < 20 * TEXTS);

        var answers = screenshots.stream().map(CompletableFuture::join).toList();
        var read = answers.stream().filter(each -> each.statusCode() == 202).count();
        var sentAway = answers.stream().filter(each -> each.statusCode() == 503).toList();
        System.out.printf(
                "text alone: p50 %.1f ms, p99 %.1f ms; while %d screenshots were read and %d sent away: p50 %.1f ms, p99 %.1f ms (%d texts)%n",
                percentile(idle, 50),
                percentile(idle, 99),
                read,
                sentAway.size(),
                percentile(busy, 50),
                percentile(busy, 99),
                busy.size());
        assertThat(read).isPositive();
        assertThat(read + sentAway.size()).isEqualTo(SCREENSHOTS);
        assertThat(sentAway).isNotEmpty().allSatisfy(each -> assertThat(
                        each.headers().firstValue("Retry-After"))
                .isPresent());
        assertThat(percentile(busy, 99)).isLessThan(LONGEST_WAIT_SECONDS * 1000);
    }

    /** @return how long each waited for its answer, in milliseconds */
    private List<Double> sendTexts(int count) throws IOException, InterruptedException {
        var waits = new ArrayList<Double>();
        for (var i = 0; i < count; i++) {
            var request = HttpRequest.newBuilder(postings)
                    .header("Content-Type", "text/plain; charset=utf-8")
                    .POST(BodyPublishers.ofString(
                            "Build services in Java and Go, run PostgreSQL. " + UUID.randomUUID()))
                    .build();
            var start = System.nanoTime();
            var answer = client.send(request, BodyHandlers.ofString(UTF_8));
            waits.add((System.nanoTime() - start) / 1e6);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            Thread.sleep(MILLIS_BETWEEN_TEXTS);
        }
        return waits;
    }

    private CompletableFuture<HttpResponse<String>> sendScreenshot() throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n".getBytes(UTF_8));
        body.writeBytes(screenshot());
        body.writeBytes("\r\n--part--\r\n".getBytes(UTF_8));
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(postings + "/files"))
                        .header("Content-Type", "multipart/form-data; boundary=part")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private static byte[] screenshot() throws IOException {
        var image = new BufferedImage(840, 900, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 840, 900);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
        for (var y = 60; y < 860; y += 50) {
            graphics.drawString(
                    "Operate Kafka clusters, ticket " + (UUID.randomUUID().getMostSignificantBits() & 0xFFFFFF), 30, y);
        }
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static double percentile(List<Double> values, int percent) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
