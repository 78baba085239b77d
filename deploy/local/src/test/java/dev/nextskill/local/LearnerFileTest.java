package dev.nextskill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerFileTest {

    @TempDir
    private Path folder;

    @Test
    void the_weekly_blocks_become_hours() throws Exception {
        JsonNode request = LearnerFile.read(Path.of("sample/learner.json")).request();

        // Five days of 4 h and 5.5 h, two days of 12 h: the week of the student's notes, for the eight weeks of the
        // summer.
        assertThat(request.get("hours").asDouble()).isEqualTo(8 * (5 * (4 + 5.5) + 2 * 12));
        assertThat(request.has("availability")).isFalse();
        assertThat(request.at("/goal/roleClasses/0").asText()).isEqualTo("llm-application");
    }

    @Test
    void a_file_that_is_missing_or_is_not_json_is_a_clear_error() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{goal");

        assertThatThrownBy(() -> LearnerFile.read(folder.resolve("missing.json")))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("There is no file");
        assertThatThrownBy(() -> LearnerFile.read(broken))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("broken.json is not JSON");
    }
}
