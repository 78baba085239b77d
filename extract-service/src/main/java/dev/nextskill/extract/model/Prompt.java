package dev.nextskill.extract.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What determines an answer: all that is asked and how.
 *
 * @param temperature absent when the server chooses
 * @param responseFormat {@code text}, {@code json_object}, or the JSON schema
 */
record Prompt(String model, @Nullable Double temperature, String responseFormat, List<Message> messages) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Prompt {
        messages = List.copyOf(messages);
    }

    /** @param role {@code system}, {@code user}, {@code ai} */
    record Message(String role, String text) {}

    /** @param request with all defaults filled in */
    static Prompt of(ChatRequest request) {
        @Nullable String model = request.modelName();
        return new Prompt(
                model == null ? "" : model,
                request.temperature(),
                formatOf(request.responseFormat()),
                request.messages().stream().map(Prompt::messageOf).toList());
    }

    /** The name under which its answer is cached: SHA-256 in hexadecimal over everything. */
    String cacheKey() {
        return hash(temperature == null ? "" : temperature.toString());
    }

    /** The name under which its answer is recorded; whatever the temperature, of which an evaluation has one. */
    String recordingKey() {
        return hash("any");
    }

    private String hash(String temperature) {
        List<String> parts = new ArrayList<>(List.of(model, temperature, responseFormat));
        for (Message message : messages) {
            parts.add(message.role());
            parts.add(message.text());
        }
        // As JSON, so that no two lists of parts look the same.
        byte[] bytes = json(parts).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String formatOf(@Nullable ResponseFormat format) {
        if (format == null || format.type() != ResponseFormatType.JSON) {
            return "text";
        }
        return format.jsonSchema() == null
                ? "json_object"
                : json(JsonSchemaElementUtils.toMap(format.jsonSchema().rootElement()));
    }

    private static Message messageOf(ChatMessage message) {
        String text;
        if (message instanceof SystemMessage system) {
            text = system.text();
        } else if (message instanceof UserMessage user
                && user.contents().stream().allMatch(TextContent.class::isInstance)) {
            text = user.contents().stream()
                    .map(content -> ((TextContent) content).text())
                    .collect(Collectors.joining("\n"));
        } else if (message instanceof AiMessage ai && !ai.hasToolExecutionRequests()) {
            @Nullable String said = ai.text();
            text = said == null ? "" : said;
        } else {
            text = message.toString();
        }
        return new Message(message.type().name().toLowerCase(Locale.ROOT), text);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings and maps have a JSON form", e);
        }
    }
}
