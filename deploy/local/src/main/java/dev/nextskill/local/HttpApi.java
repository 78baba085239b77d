package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** JSON over HTTP to the services, with their problems (RFC 9457) as readable errors. */
final class HttpApi {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** For a query parameter's value. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    boolean isReady(String service) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    JsonNode get(String address) throws InterruptedException {
        return json(HttpRequest.newBuilder(URI.create(address)).GET(), TIMEOUT);
    }

    JsonNode post(String address, String contentType, BodyPublisher body) throws InterruptedException {
        return post(address, contentType, body, TIMEOUT);
    }

    JsonNode post(String address, String contentType, BodyPublisher body, Duration timeout)
            throws InterruptedException {
        return json(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", contentType)
                        .POST(body),
                timeout);
    }

    JsonNode post(String address, JsonNode body) throws InterruptedException {
        return post(address, "application/json", BodyPublishers.ofString(body.toString()));
    }

    /** Sends while it receives; the caller reads the answer to its end. */
    InputStream stream(String address, String contentType, BodyPublisher body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", contentType)
                .POST(body)
                .build();
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() >= 400) {
            try (InputStream in = response.body()) {
                throw problem(response, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new CommandFailedException("%s answered %d".formatted(address, response.statusCode()));
            }
        }
        return response.body();
    }

    private JsonNode json(HttpRequest.Builder builder, Duration timeout) throws InterruptedException {
        HttpRequest request =
                builder.header("Accept", "application/json").timeout(timeout).build();
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw problem(response, response.body());
        }
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new CommandFailedException("%s did not answer JSON: %s".formatted(request.uri(), e.getMessage()));
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try {
            return client.send(request, handler);
        } catch (ConnectException e) {
            throw new NothingAnswersException(
                    "Nothing answers at %s. Is NextSkill running? ./nextskill up starts it, ./nextskill status says what runs."
                            .formatted(request.uri().resolve("/")));
        } catch (IOException e) {
            throw new CommandFailedException("%s: %s".formatted(request.uri(), e));
        }
    }

    /** {@code title: detail (violations)} of the problem, or the bare status. */
    private static CommandFailedException problem(HttpResponse<?> response, String body) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            StringBuilder message = new StringBuilder(problem.path("title").asText("" + response.statusCode()));
            if (problem.hasNonNull("detail")) {
                message.append(": ").append(problem.get("detail").asText());
            }
            problem.path("violations")
                    .forEach(violation -> message.append("%n  %s %s"
                            .formatted(
                                    violation.path("field").asText(),
                                    violation.path("message").asText())));
            return new CommandFailedException(message.toString());
        } catch (IOException notJson) {
            return new CommandFailedException("%s answered %d".formatted(response.uri(), response.statusCode()));
        }
    }
}
