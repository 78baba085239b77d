package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.source.LineReader;
import dev.nextskill.ingest.source.SourceLine;
import dev.nextskill.ingest.table.ColumnChoice;
import dev.nextskill.ingest.table.Header;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** NDJSON: a posting a line. Blank lines are passed over, though they count. */
final class LineSource implements PostingSource {

    private final LineReader lines;
    private final Charset charset;
    private final PostingReader postings;
    private final ColumnChoice choice;
    private final Function<@Nullable URI, JobSource> sources;
    private final Consumer<Header> recognised;

    /**
     * @param sources from a posting's address to its source
     * @param recognised is told of every line's keys
     */
    LineSource(
            InputStream in,
            Charset charset,
            PostingReader postings,
            ColumnChoice choice,
            Function<@Nullable URI, JobSource> sources,
            Consumer<Header> recognised) {
        this.lines = new LineReader(in, postings.limits().maxBodyBytes());
        this.charset = charset;
        this.postings = postings;
        this.choice = choice;
        this.sources = sources;
        this.recognised = recognised;
    }

    @Override
    public void read(Receiver receiver) throws IOException, InterruptedException {
        var wanted = true;
        for (var line = lines.next(); wanted && line != null; line = wanted ? lines.next() : null) {
            if (!(line instanceof SourceLine.Complete complete)) {
                wanted = receiver.rejected(
                        null,
                        line.number(),
                        "The line is longer than %d bytes. Send one posting a line, without the page around it."
                                .formatted(postings.limits().maxBodyBytes()));
            } else if (!complete.isBlank()) {
                try {
                    var posting = postings.readLine(complete.bytes(), charset, choice, recognised);
                    wanted = receiver.posting(null, complete.number(), posting, sources.apply(posting.url()));
                } catch (RejectedPostingException e) {
                    wanted = receiver.rejected(
                            null, complete.number(), e.rejection().detail());
                }
            }
        }
    }

    @Override
    public long number() {
        return lines.number();
    }
}
