package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.JobSource.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many postings had which fate since the start, by kind of source. Thread-safe. */
final class PostingCounts {

    enum Fate {
        ACCEPTED,
        DUPLICATE,
        REJECTED,
        UNPUBLISHED
    }

    private final Map<Kind, Map<Fate, LongAdder>> counts = new EnumMap<>(Kind.class);

    PostingCounts() {
        for (var kind : Kind.values()) {
            var fates = new EnumMap<Fate, LongAdder>(Fate.class);
            for (var fate : Fate.values()) {
                fates.put(fate, new LongAdder());
            }
            counts.put(kind, fates);
        }
    }

    void ingested(Kind kind, Ingestion ingestion) {
        adder(
                        kind,
                        switch (ingestion.outcome()) {
                            case ACCEPTED -> Fate.ACCEPTED;
                            case DUPLICATE -> Fate.DUPLICATE;
                            case UNPUBLISHED -> Fate.UNPUBLISHED;
                        })
                .increment();
    }

    void rejected(Kind kind) {
        adder(kind, Fate.REJECTED).increment();
    }

    long count(Kind kind, Fate fate) {
        return adder(kind, fate).sum();
    }

    private LongAdder adder(Kind kind, Fate fate) {
        // The constructor has put all of them.
        return Objects.requireNonNull(Objects.requireNonNull(counts.get(kind)).get(fate));
    }
}
