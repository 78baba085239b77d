package dev.nextskill.ingest.posting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PostingIdTest {

    record Example(String what, String text, UUID postingId) {}

    /** Appendix A.4 of RFC 9562. */
    @Test
    void the_example_of_the_rfc_comes_out() {
        assertThat(PostingId.uuidV5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void the_namespace_is_made_of_its_address() {
        assertThat(PostingId.uuidV5(
                        UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "https://nextskill.dev/job-postings"))
                .isEqualTo(PostingId.NAMESPACE);
    }

    @Test
    void width_and_white_space_do_not_tell_postings_apart() {
        assertThat(PostingId.of("熟悉　Ｊａｖａ，\r\n\t了解 Redis \n")).isEqualTo(PostingId.of("熟悉 Java,\u00A0了解\u2028Redis"));
    }

    @Test
    void words_do_tell_postings_apart() {
        assertThat(PostingId.of("Knows Go")).isNotEqualTo(PostingId.of("Knows go"));
    }

    @Test
    void the_ids_are_those_of_the_contract() throws IOException {
        var examples = List.of(
                new ObjectMapper().readValue(read("/contracts/job-postings/v1/posting-ids.json"), Example[].class));

        assertThat(examples).hasSizeGreaterThanOrEqualTo(12).allSatisfy(each -> assertThat(PostingId.of(each.text()))
                .isEqualTo(each.postingId()));
    }

    @Property
    void normalising_twice_changes_nothing(@ForAll String text) {
        var once = PostingId.normalised(text);

        assertThat(PostingId.normalised(once)).isEqualTo(once);
    }

    @Property
    void every_id_is_of_version_5_and_of_the_ietf_variant(@ForAll String text) {
        var id = PostingId.of(text);

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    private static byte[] read(String resource) throws IOException {
        try (var in = Objects.requireNonNull(PostingIdTest.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        }
    }
}
