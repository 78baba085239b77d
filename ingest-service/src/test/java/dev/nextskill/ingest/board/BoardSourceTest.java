package dev.nextskill.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nextskill.ingest.board.SampleBoards.Configured;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoardSourceTest {

    @ParameterizedTest
    @CsvSource({
        "greenhouse, acme, https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true",
        "Lever, acme, https://api.lever.co/v0/postings/acme?mode=json",
        "ashby, Acme AI, https://api.ashbyhq.com/posting-api/job-board/Acme%20AI",
    })
    void each_kind_has_its_address(String kind, String board, String address) {
        assertThat(Configured.of(kind, board).as("acme").address()).hasToString(address);
    }

    @Test
    void the_base_url_can_be_another() {
        var source = Configured.of("lever", "acme")
                .at("https://API.eu.lever.co/v0/postings/")
                .as("acme");

        assertThat(source.address()).hasToString("https://API.eu.lever.co/v0/postings/acme?mode=json");
        assertThat(source.host()).isEqualTo("api.eu.lever.co");
    }

    @Test
    void every_fault_is_told_with_its_key_and_what_to_write() {
        var nothing = Configured.of("workday", "https://jobs.lever.co/acme").every(Duration.ofSeconds(5));
        var missing = new Configured(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(1),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BoardSource.of(Map.of("a", nothing, "b", missing, "Über mut", Configured.of("lever", "acme"))))
                .withMessageContaining("ingest.sources.a.kind is \"workday\". Write one of greenhouse, lever, ashby.")
                .withMessageContaining(
                        "ingest.sources.a.board is \"https://jobs.lever.co/acme\". Write only the board's name")
                .withMessageContaining("ingest.sources.a.interval is PT5S. Write PT1M or longer")
                .withMessageContaining("ingest.sources.b.kind is missing.")
                .withMessageContaining("ingest.sources.b.board is missing.")
                .withMessageContaining("ingest.sources.Über mut: a source's name may have");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org",
                "example.org/boards",
                "file:///etc/passwd",
                "https://",
                "https://example.org/?x=1",
                "https://example.org/#x",
                "not a url",
                "http://127.0.0.1:8080",
                "http://2130706433/",
                "http://[::1]/boards",
                "http://[::ffff:10.0.0.1]/",
                "http://169.254.169.254/latest",
            })
    void a_base_url_that_cannot_be_meant_is_refused(String baseUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configured.of("lever", "acme").at(baseUrl).as("acme"))
                .withMessageContaining("ingest.sources.acme.base-url")
                .withMessageContaining("Write a");
    }

    @Test
    void credentials_are_refused_and_not_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configured.of("lever", "acme")
                        .at("https://me:topsecret@example.org")
                        .as("acme"))
                .withMessageContaining("user name or password")
                .withMessageNotContaining("topsecret");
    }

    @Test
    void a_private_address_is_fine_when_it_is_meant() {
        var source = Configured.of("lever", "acme")
                .onPrivateAddress()
                .at("http://127.0.0.1:8080/v0")
                .as("acme");

        assertThat(source.address()).hasToString("http://127.0.0.1:8080/v0/acme?mode=json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "a?b", "a#b", "a%2fb", " ", "a\nb", "-"})
    void a_board_cannot_leave_its_path(String board) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configured.of("lever", board).as("acme"))
                .withMessageContaining("ingest.sources.acme.board");
    }

    @Test
    void other_settings_have_another_digest() {
        var one = Configured.of("lever", "acme");

        assertThat(one.as("a").settings()).isEqualTo(one.as("b").settings());
        assertThat(one.titled("intern").as("a").settings())
                .isNotEqualTo(one.as("a").settings());
    }
}
