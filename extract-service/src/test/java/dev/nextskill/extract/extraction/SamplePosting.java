package dev.nextskill.extract.extraction;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A posting to send in tests. */
public record SamplePosting(String title, String text, String receivedAt) {

    public static SamplePosting saying(String text) {
        return new SamplePosting("后端开发实习生", text, "2026-06-01T08:30:00Z");
    }

    public SamplePosting receivedAt(String instant) {
        return new SamplePosting(title, text, instant);
    }

    public UUID id() {
        return NameBasedId.ofPosting(text);
    }

    public byte[] json() {
        return """
                {"postingId": "%s", "source": {"kind": "text", "name": "api"}, "receivedAt": "%s", "title": "%s",
                 "company": "示例科技", "datePosted": "2026-05-28", "language": "zh", "text": "%s", "textSha256": "unused"}""".formatted(id(), receivedAt, title, text.replace("\n", "\\n")).getBytes(StandardCharsets.UTF_8);
    }
}
