package dev.nextskill.planner.market;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All postings in memory, reduced to what planning needs. Asks its source only for what has changed since the revision it has seen, so
 * that a plan neither reads the table nor parses an event.
 */
public final class PostingSignatures {

    /** Postings read at a time: bounds the memory of the first load. */
    private static final int PAGE = 20_000;

    private final Source source;
    private final Map<UUID, PostingSignature> signatures = new HashMap<>();
    private final Map<String, List<PostingSignature.AskedGroup>> groups = new HashMap<>();
    private long revision;
    private Snapshot snapshot = new Snapshot(0, List.of());

    public PostingSignatures(Source source) {
        this.source = source;
    }

    /** Where the postings are kept. */
    @FunctionalInterface
    public interface Source {

        /**
         * The postings with a greater revision, smallest revision first, at most so many. Revisions become visible in their order, so
         * that none is missed.
         */
        List<Revised> changedAfter(long revision, int limit);
    }

    /**
     * A posting as its row has it.
     *
     * @param essential written by {@link PostingSignature#write}
     */
    public record Revised(
            UUID postingId,
            String roleClass,
            LocalDate postedOn,
            @Nullable String education,
            int internshipMonths,
            int internshipDaysPerWeek,
            boolean repeat,
            String essential,
            long revision) {}

    /**
     * The postings at a moment.
     *
     * @param revision equal revisions, equal postings
     * @param postings by id
     */
    public record Snapshot(long revision, List<PostingSignature> postings) {}

    /** Brings itself up to date and says what there is. */
    public synchronized Snapshot refresh() {
        boolean changed = false;
        for (List<Revised> page = next(); !page.isEmpty(); page = next()) {
            for (Revised each : page) {
                signatures.put(each.postingId(), signature(each));
                revision = each.revision();
            }
            changed = true;
        }
        if (changed) {
            snapshot = new Snapshot(
                    revision,
                    signatures.values().stream()
                            .sorted(Comparator.comparing(PostingSignature::postingId))
                            .toList());
        }
        return snapshot;
    }

    private List<Revised> next() {
        return source.changedAfter(revision, PAGE);
    }

    private PostingSignature signature(Revised row) {
        return new PostingSignature(
                row.postingId(),
                row.roleClass(),
                row.postedOn(),
                new Gates(row.education(), row.internshipMonths(), row.internshipDaysPerWeek()),
                row.repeat(),
                // Many postings ask for the same: keep one copy.
                groups.computeIfAbsent(row.essential(), PostingSignature::read));
    }
}
