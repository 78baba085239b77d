package dev.nextskill.ingest.board;

import dev.nextskill.ingest.source.SourceDocument;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;

/** Ashby's public job posting API, https://developers.ashbyhq.com/docs/public-job-posting-api. */
record AshbyApi() implements BoardApi {

    @Override
    public String kind() {
        return "ashby";
    }

    @Override
    public URI defaultBaseUrl() {
        return URI.create("https://api.ashbyhq.com/posting-api/job-board");
    }

    @Override
    public String afterBoard() {
        return "";
    }

    @Override
    public Optional<String> list() {
        return Optional.of("jobs");
    }

    @Override
    public BoardItem read(ItemFields fields, String company) throws BrokenItemException {
        var id = fields.id();
        var listed = fields.item().path("isListed");
        if (listed.isBoolean() && !listed.booleanValue()) {
            return new BoardItem.Unlisted(id);
        }
        var html = fields.optional("descriptionHtml");
        var text = html == null
                ? DescriptionHtml.plainLines(fields.required("descriptionPlain"))
                : DescriptionHtml.lines(html);
        var locations = new LinkedHashSet<String>();
        add(locations, fields);
        for (var secondary : fields.objects("secondaryLocations")) {
            add(locations, secondary);
        }
        return new BoardItem.Posting(
                id,
                new SourceDocument(
                        fields.required("title"),
                        company,
                        locations.isEmpty() ? null : String.join("; ", locations),
                        fields.optional("publishedAt"),
                        fields.optional("jobUrl"),
                        text,
                        null));
    }

    private static void add(LinkedHashSet<String> locations, ItemFields fields) throws BrokenItemException {
        var location = fields.optional("location");
        if (location != null) {
            locations.add(location);
        }
    }
}
