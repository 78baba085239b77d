package dev.nextskill.extract.extraction;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an extractor reads of a posting: its own words, nothing else. */
public record PostingText(@Nullable String title, @Nullable String company, String text) {

    public Optional<String> findTitle() {
        return Optional.ofNullable(title);
    }
}
