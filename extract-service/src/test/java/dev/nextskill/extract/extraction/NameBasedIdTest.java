package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NameBasedIdTest {

    record Example(String what, String text, UUID postingId) {}

    @Test
    void is_the_version_5_of_the_rfc() {
        // The example of RFC 9562, appendix A.4.
        assertThat(NameBasedId.of(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void the_ids_are_those_of_the_contract() throws IOException {
        List<Example> examples = List.of(
                new ObjectMapper().readValue(read("/contracts/job-postings/v1/posting-ids.json"), Example[].class));

        assertThat(examples).hasSizeGreaterThanOrEqualTo(12).allSatisfy(each -> assertThat(
                        NameBasedId.ofPosting(each.text()))
                .isEqualTo(each.postingId()));
    }

    @Test
    void white_space_and_width_make_no_other_posting() {
        assertThat(NameBasedId.ofPosting("  熟悉　Ｐｙｔｈｏｎ\r\n\t和 Go "))
                .isEqualTo(NameBasedId.ofPosting("熟悉 Python 和 Go"))
                .isNotEqualTo(NameBasedId.ofPosting("熟悉 Python 和 Rust"));
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(NameBasedIdTest.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        }
    }
}
