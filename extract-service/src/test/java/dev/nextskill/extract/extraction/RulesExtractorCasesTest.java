package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden cases: a folder a behaviour, with a posting (a first line "# …" is its title) and what is read of it. */
class RulesExtractorCasesTest {

    private static final RulesExtractor EXTRACTOR = new RulesExtractor(TestVocabulary.VOCABULARY);

    static Stream<String> cases() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(folder())) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads_a_posting_as_its_case_says(String behaviour) throws IOException, URISyntaxException {
        Path folder = folder().resolve(behaviour);
        String text = Files.readString(folder.resolve("posting.txt"));
        String title = null;
        if (text.startsWith("# ")) {
            title = text.substring(2, text.indexOf('\n'));
            text = text.substring(text.indexOf('\n') + 1);
        }

        PostingRequirements read = EXTRACTOR.extract(new PostingText(title, null, text));

        assertThat(CompactRequirements.pretty(CompactRequirements.of(read)))
                .isEqualTo(CompactRequirements.pretty(new ObjectMapper()
                        .readTree(folder.resolve("expected.json").toFile())));
    }

    private static Path folder() throws URISyntaxException {
        URL url = Objects.requireNonNull(
                RulesExtractorCasesTest.class.getResource("/dev/nextskill/extract/cases"), "the cases are missing");
        return Path.of(url.toURI());
    }
}
