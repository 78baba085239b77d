package dev.nextskill.ingest.board;

import dev.nextskill.ingest.source.SourceDocument;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Greenhouse's Job Board API, https://developers.greenhouse.io/job-board.html. */
record GreenhouseApi() implements BoardApi {

    @Override
    public String kind() {
        return "greenhouse";
    }

    @Override
    public URI defaultBaseUrl() {
        return URI.create("https://boards-api.greenhouse.io/v1/boards");
    }

    @Override
    public String afterBoard() {
        return "/jobs?content=true";
    }

    @Override
    public Optional<String> list() {
        return Optional.of("jobs");
    }

    @Override
    public BoardItem read(ItemFields fields, String company) throws BrokenItemException {
        return new BoardItem.Posting(
                fields.id(),
                new SourceDocument(
                        fields.required("title"),
                        Objects.requireNonNullElse(fields.optional("company_name"), company),
                        fields.optional("location", "name"),
                        fields.optional("first_published"),
                        fields.optional("absolute_url"),
                        DescriptionHtml.escapedLines(fields.required("content")),
                        null));
    }
}
