package dev.nextskill.ingest.board;

import dev.nextskill.ingest.source.SourceDocument;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lever's Postings API, https://github.com/lever/postings-api. Without a limit it lists all postings at once. */
record LeverApi() implements BoardApi {

    @Override
    public String kind() {
        return "lever";
    }

    @Override
    public URI defaultBaseUrl() {
        return URI.create("https://api.lever.co/v0/postings");
    }

    @Override
    public String afterBoard() {
        return "?mode=json";
    }

    @Override
    public Optional<String> list() {
        return Optional.empty();
    }

    @Override
    public BoardItem read(ItemFields fields, String company) throws BrokenItemException {
        var parts = new ArrayList<String>();
        add(parts, null, part(fields, "description", "descriptionPlain"));
        for (var list : fields.objects("lists")) {
            var content = list.optional("content");
            add(parts, list.optional("text"), content == null ? "" : DescriptionHtml.lines(content));
        }
        add(parts, null, part(fields, "additional", "additionalPlain"));
        if (parts.isEmpty()) {
            throw new BrokenItemException("It has no \"description\", no \"lists\" and no \"additional\".");
        }
        var locations = fields.strings("categories", "allLocations");
        return new BoardItem.Posting(
                fields.id(),
                new SourceDocument(
                        fields.required("text"),
                        company,
                        locations.isEmpty() ? fields.optional("categories", "location") : String.join("; ", locations),
                        day(fields),
                        fields.optional("hostedUrl"),
                        String.join("\n\n", parts),
                        null));
    }

    private static String part(ItemFields fields, String html, String plain) throws BrokenItemException {
        var description = fields.optional(html);
        var lines = description == null ? "" : DescriptionHtml.lines(description);
        if (lines.isEmpty()) {
            description = fields.optional(plain);
            return description == null ? "" : DescriptionHtml.plainLines(description);
        }
        return lines;
    }

    private static void add(ArrayList<String> parts, @Nullable String heading, String lines) {
        if (!lines.isEmpty()) {
            parts.add(heading == null ? lines : heading + "\n" + lines);
        }
    }

    /** {@code createdAt} is in milliseconds since 1970. */
    private static @Nullable String day(ItemFields fields) {
        var createdAt = fields.item().path("createdAt");
        return createdAt.isIntegralNumber() && createdAt.canConvertToLong() && createdAt.longValue() > 0
                ? Instant.ofEpochMilli(createdAt.longValue())
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString()
                : null;
    }
}
