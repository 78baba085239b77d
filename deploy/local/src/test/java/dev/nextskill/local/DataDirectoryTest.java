package dev.nextskill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void a_second_launcher_on_the_same_directory_is_told_who_holds_it() throws Exception {
        try (DataDirectory first = DataDirectory.take(folder)) {
            RunRecord.RunningProcess me = RunRecord.RunningProcess.of("launcher", ProcessHandle.current());
            first.write(new RunRecord(me, List.of(), Map.of(), Map.of()));

            assertThatThrownBy(() -> DataDirectory.take(folder))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("already runs on " + folder)
                    .hasMessageContaining("process " + me.pid())
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void it_can_be_taken_again_after_it_was_closed() throws Exception {
        DataDirectory.take(folder).close();

        try (DataDirectory again = DataDirectory.take(folder)) {
            assertThat(again.root()).isEqualTo(folder);
        }
    }

    @Test
    void a_run_record_cut_short_by_a_crash_is_as_good_as_none() throws Exception {
        Files.writeString(folder.resolve("run.json"), "{\"launcher\":{\"na");

        assertThat(DataDirectory.readRunRecord(folder)).isEmpty();
    }

    @Test
    void a_throw_away_directory_is_gone_when_closed() throws Exception {
        DataDirectory data = DataDirectory.ephemeral();
        Files.createDirectories(data.path("kafka/log"));

        data.close();

        assertThat(data.root()).doesNotExist();
    }

    @Test
    void a_file_in_its_place_is_a_clear_error() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.take(file))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("cannot be used as the data directory")
                .hasMessageContaining("--data");
    }
}
