package dev.nextskill.extract.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedChatModelTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final FakeObserver observer = new FakeObserver();
    private final FakeChatModel fake = FakeChatModel.saying("{\"a\": 1}");

    @TempDir
    private Path folder;

    private ChatModel recording() {
        return new RecordedChatModel(fake, new Recordings(folder.resolve("new")), false, observer, NOON);
    }

    private ChatModel replaying() {
        return new RecordedChatModel(fake, new Recordings(folder.resolve("new")), true, observer, NOON);
    }

    private static ChatResponse ask(ChatModel model, String prompt) {
        return model.chat(SystemMessage.from("You read."), UserMessage.from(prompt));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            return files.toList();
        }
    }

    @Test
    void a_replay_answers_what_was_recorded_and_asks_nobody() {
        ChatResponse recorded = ask(recording(), "熟悉 Go。");

        ChatResponse replayed = ask(replaying(), "熟悉 Go。");

        assertThat(replayed.aiMessage()).isEqualTo(recorded.aiMessage());
        assertThat(replayed.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(replayed.modelName()).isEqualTo("fake-2026");
        assertThat(replayed.tokenUsage().totalTokenCount()).isEqualTo(120);
        assertThat(fake.asked).hasValue(1);
    }

    @Test
    void what_is_recorded_already_is_not_asked_again() throws Exception {
        ask(recording(), "熟悉 Go。");
        ask(recording(), "熟悉 Go。");
        ask(recording(), "熟悉 Rust。");

        assertThat(fake.asked).hasValue(2);
        assertThat(files()).hasSize(2);
    }

    @Test
    void a_file_says_what_was_asked_and_answered() throws Exception {
        ask(recording(), "熟悉 Go。");

        JsonNode file = JsonMapper.builder().build().readTree(files().get(0).toFile());

        assertThat(file.path("recordedAt").asText()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(file.at("/prompt/model").asText()).isEqualTo("fake");
        assertThat(file.at("/prompt/responseFormat").asText()).isEqualTo("text");
        assertThat(file.at("/prompt/messages/1/role").asText()).isEqualTo("user");
        assertThat(file.at("/prompt/messages/1/text").asText()).isEqualTo("熟悉 Go。");
        assertThat(file.at("/answer/text").asText()).isEqualTo("{\"a\": 1}");
        assertThat(file.at("/answer/inputTokens").asInt()).isEqualTo(100);
        assertThat(file.at("/answer/outputTokens").asInt()).isEqualTo(20);
    }

    /** The name of a recorded file is a promise: recordings of real models cost money. */
    @Test
    void the_name_of_a_file_stays_what_it_is() throws Exception {
        ask(recording(), "熟悉 Go。");

        assertThat(files().get(0).getFileName())
                .hasToString("22a194ea790d7fc54f845b93d33c0f9f2a65133b314f71db7b9f64399537f398.json");
    }

    @Test
    void a_missing_answer_fails_loudly() {
        ModelUnavailableException failure =
                catchThrowableOfType(ModelUnavailableException.class, () -> ask(replaying(), "熟悉 Go。"));

        assertThat(failure.kind()).isEqualTo(ModelFailure.NOT_RECORDED);
        assertThat(failure)
                .hasMessageContaining(folder.resolve("new").toString())
                .hasMessageContaining(".json")
                .hasMessageContaining("[user] 熟悉 Go。");
        assertThat(observer.failures).containsExactly(ModelFailure.NOT_RECORDED);
        assertThat(fake.asked).hasValue(0);
    }

    @Test
    void a_spoiled_file_is_named() throws Exception {
        ask(recording(), "熟悉 Go。");
        Files.writeString(files().get(0), "{");

        assertThatThrownBy(() -> ask(replaying(), "熟悉 Go。"))
                .hasMessageContaining(files().get(0).toString())
                .hasMessageContaining("Delete it");
    }
}
