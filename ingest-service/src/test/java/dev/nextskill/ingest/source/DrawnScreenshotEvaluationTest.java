package dev.nextskill.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How well screens of our own are read, on which, other than on those of {@link OcrEvaluationTest}, nothing was tuned. */
class DrawnScreenshotEvaluationTest {

    private static final double WORST_MEAN_ERROR_RATE = 0.02;
    private static final double WORST_ERROR_RATE = 0.06;

    private record Reading(
            String name, int width, int height, int errors, int characters, boolean title, boolean company) {

        double errorRate() {
            return (double) errors / characters;
        }
    }

    @Test
    void screens_of_many_sizes_colours_and_layouts_are_read() {
        var reader = new ScreenshotReader(new PaddleTextRecognition(), 16_000_000);
        var readings = DrawnScreenshots.all().entrySet().parallelStream()
                .filter(each -> each.getKey().matches(System.getProperty("ocr.only", ".*")))
                .map(each -> reading(reader, each.getKey(), each.getValue()))
                .toList();

        for (var each : readings) {
            System.out.printf(
                    "%-20s %4d × %5d %5d chars, CER %5.2f %%, title %s, company %s%n",
                    each.name(),
                    each.width(),
                    each.height(),
                    each.characters(),
                    100 * each.errorRate(),
                    each.title(),
                    each.company());
        }
        var errors = readings.stream().mapToInt(Reading::errors).sum();
        var characters = readings.stream().mapToInt(Reading::characters).sum();
        var titles = readings.stream().filter(Reading::title).count();
        var companies = readings.stream().filter(Reading::company).count();
        System.out.printf(
                "drawn: CER %.2f %%, titles %d/%d, companies %d/%d%n",
                100.0 * errors / characters, titles, readings.size(), companies, readings.size());
        assertThat((double) errors / characters).isLessThanOrEqualTo(WORST_MEAN_ERROR_RATE);
        assertThat(readings)
                .allSatisfy(each -> assertThat(each.errorRate()).as(each.name()).isLessThanOrEqualTo(WORST_ERROR_RATE));
        assertThat(titles).isGreaterThanOrEqualTo(readings.size() - 1L);
        assertThat(companies).isGreaterThanOrEqualTo(readings.size() - 1L);
    }

    @Test
    void screens_of_one_page_that_overlap_are_joined_without_loss_or_repetition() throws Exception {
        var drawn = DrawnScreenshots.longPage(DrawnScreenshot.Theme.LIGHT, 720, 27, 4);
        var page = drawn.image();
        var screens = new ArrayList<SourceFile>();
        // Every screen shows 300 pixels of the one before again, and cuts lines in two at its edges.
        for (var top = 0; top == 0 || top + 300 < page.getHeight(); top += 800) {
            var height = Math.min(1_100, page.getHeight() - top);
            var screen = page.getSubimage(0, top, page.getWidth(), height);
            screens.add(SourceFile.of(top + ".png", DrawnScreenshot.encoded(screen, "png")));
        }

        var document = new ScreenshotReader(new PaddleTextRecognition(), 16_000_000).read(screens);

        var text = OcrEvaluationTest.normalised(drawn.text());
        var errors = EditDistance.between(OcrEvaluationTest.normalised(document.text()), text);
        System.out.printf("joined from %d screens: CER %.2f %%%n", screens.size(), 100.0 * errors / text.length());
        if (Boolean.getBoolean("ocr.show")) {
            System.out.println(document);
        }
        assertThat(screens).hasSizeGreaterThan(2);
        assertThat((double) errors / text.length()).isLessThanOrEqualTo(WORST_MEAN_ERROR_RATE);
    }

    private static Reading reading(ScreenshotReader reader, String name, DrawnScreenshot drawn) {
        var image = drawn.image();
        try {
            var document = reader.read(List.of(SourceFile.of(name + ".png", DrawnScreenshot.encoded(image, "png"))));
            if (Boolean.getBoolean("ocr.show")) {
                System.out.println(name + "\n" + document);
            }
            var text = OcrEvaluationTest.normalised(drawn.text());
            return new Reading(
                    name,
                    image.getWidth(),
                    image.getHeight(),
                    EditDistance.between(OcrEvaluationTest.normalised(document.text()), text),
                    text.length(),
                    OcrEvaluationTest.normalised(document.title()).equals(OcrEvaluationTest.normalised(drawn.title())),
                    OcrEvaluationTest.normalised(document.company())
                            .equals(OcrEvaluationTest.normalised(drawn.company())));
        } catch (Exception e) {
            throw new IllegalStateException("%s cannot be read.".formatted(name), e);
        }
    }
}
