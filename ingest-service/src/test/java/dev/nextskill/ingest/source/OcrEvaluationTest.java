package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How well screenshots are read, measured on pictures that are kept outside the project: the share of characters to be
 * changed, after NFKC and without white space, to get from what was read to what stands there.
 */
class OcrEvaluationTest {

    /** The goal. */
    private static final double WORST_MEAN_ERROR_RATE = 0.02;

    private static final List<Path> PLACES =
            List.of(Path.of("../../shared/data/screenshots"), Path.of("../shared/data/screenshots"));

    @Test
    void characters_are_read_as_well_as_before() throws Exception {
        var pictures = PLACES.stream().filter(Files::isDirectory).findFirst();
        assumeTrue(
                pictures.isPresent(),
                "../shared/data/screenshots is not there; the pictures are not part of the project");
        var reader = new ScreenshotReader(new PaddleTextRecognition(), 16_000_000);
        List<Path> files;
        try (var listed = Files.list(pictures.orElseThrow())) {
            files = listed.filter(each -> !each.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        read(reader, files.get(0));

        System.out.printf(
                "%-18s %6s %7s  %-5s %-7s %6s %5s%n", "picture", "chars", "CER", "title", "company", "conf", "s");
        var errors = 0;
        var characters = 0;
        var titles = 0;
        var companies = 0;
        var nanos = 0L;
        for (var file : files) {
            var expected = new ObjectMapper()
                    .readTree(Path.of(file.toString().replaceFirst("\\.\\w+$", ".json"))
                            .toFile());
            var start = System.nanoTime();
            var document = read(reader, file);
            var took = System.nanoTime() - start;
            nanos += took;
            var text = normalised(expected.path("text").asText());
            var distance = EditDistance.between(normalised(document.text()), text);
            var titleRight = normalised(document.title())
                    .equals(normalised(expected.path("title").asText()));
            var companyRight = normalised(document.company())
                    .equals(normalised(expected.path("company").asText()));
            errors += distance;
            characters += text.length();
            titles += titleRight ? 1 : 0;
            companies += companyRight ? 1 : 0;
            var ocr = document.ocr();
            System.out.printf(
                    "%-18s %6d %6.2f%%  %-5s %-7s %6.3f %5.2f%n",
                    file.getFileName(),
                    text.length(),
                    100.0 * distance / text.length(),
                    titleRight,
                    companyRight,
                    ocr == null ? 0 : ocr.confidence(),
                    took / 1e9);
            if (Boolean.getBoolean("ocr.show")) {
                System.out.println(document);
            }
        }
        System.out.printf(
                "all: CER %.2f %%, titles %d/%d, companies %d/%d, %.2f screenshots/s%n",
                100.0 * errors / characters, titles, files.size(), companies, files.size(), files.size() * 1e9 / nanos);

        assertThat((double) errors / characters).isLessThanOrEqualTo(WORST_MEAN_ERROR_RATE);
        assertThat(titles).isGreaterThanOrEqualTo(files.size() - 1);
        assertThat(companies).isGreaterThanOrEqualTo(files.size() - 1);
    }

    private static SourceDocument read(ScreenshotReader reader, Path file) throws IOException, UnreadableFileException {
        return reader.read(List.of(SourceFile.of(String.valueOf(file.getFileName()), Files.readAllBytes(file))));
    }

    static String normalised(@org.jspecify.annotations.Nullable String text) {
        return Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFKC)
                .replaceAll("\\s+", "");
    }
}
