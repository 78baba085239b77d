package dev.nextskill.extract.extraction;

import dev.nextskill.vocabulary.SkillVocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The small vocabulary of the tests. */
final class TestVocabulary {

    static final SkillVocabulary VOCABULARY = load();

    private TestVocabulary() {}

    private static SkillVocabulary load() {
        try (InputStream in = Objects.requireNonNull(
                TestVocabulary.class.getResourceAsStream("/dev/nextskill/extract/test-vocabulary.yaml"))) {
            return SkillVocabulary.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
