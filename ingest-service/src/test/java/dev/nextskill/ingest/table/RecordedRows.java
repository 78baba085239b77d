package dev.nextskill.ingest.table;

import dev.nextskill.ingest.source.SourceDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Remembers what a table's reader says. */
final class RecordedRows implements TableRows {

    final List<Header> headers = new ArrayList<>();
    final List<SourceDocument> postings = new ArrayList<>();
    final List<Long> numbers = new ArrayList<>();
    final Map<Long, String> unreadable = new TreeMap<>();

    @Override
    public void header(Header header) {
        headers.add(header);
    }

    @Override
    public boolean row(long number, SourceDocument posting) {
        numbers.add(number);
        return postings.add(posting);
    }

    @Override
    public boolean unreadable(long number, String reason) {
        unreadable.put(number, reason);
        return true;
    }
}
