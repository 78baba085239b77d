package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NameBasedIdTest {

    @Test
    void is_the_version_5_of_the_rfc() {
        // The example of RFC 9562, appendix A.4.
        assertThat(NameBasedId.of(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void white_space_and_width_make_no_other_posting() {
        assertThat(NameBasedId.ofPosting("  熟悉　Ｐｙｔｈｏｎ\r\n\t和 Go "))
                .isEqualTo(NameBasedId.ofPosting("熟悉 Python 和 Go"))
                .isNotEqualTo(NameBasedId.ofPosting("熟悉 Python 和 Rust"));
    }
}
