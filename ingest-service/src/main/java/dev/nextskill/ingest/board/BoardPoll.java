package dev.nextskill.ingest.board;

import dev.nextskill.ingest.board.BoardAnswer.Failure;
import dev.nextskill.ingest.board.BoardAnswer.Failure.Kind;
import dev.nextskill.ingest.board.BoardReader.MalformedAnswerException;
import dev.nextskill.ingest.posting.BoardPostingIngestion.Outcome;
import dev.nextskill.ingest.source.SourceDocument;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The story of one poll: claim the source, ask the board for what is new, ingest the postings that are wanted and changed,
 * and only when the log has acknowledged them remember them and the board's tag. The order matters: were the tag remembered
 * first, a crash or an outage in between would lose postings until the board changes.
 *
 * <p>Without its memory (Redis) it polls all the same: the worst are requests and repeats too many. Thread-safe.
 */
final class BoardPoll {

    private static final Logger LOG = System.getLogger(BoardPoll.class.getName());

    /** Postings of one poll on their way to the log at once. */
    private static final int WINDOW = 64;

    private static final int MOST_REFUSALS_SHOWN = 20;
    private static final int FINGERPRINT_BYTES = 12;

    private final BoardClient client;
    private final BoardReader reader;
    private final PostingSink sink;
    private final BoardMemories memories;
    private final Duration longest;
    private final AtomicBoolean memoryAway = new AtomicBoolean();
    /** What this replica knows by itself, for when the memory does not. */
    private final ConcurrentMap<String, BoardMemory> own = new ConcurrentHashMap<>();

    /** @param longest after which time a claim is given up, its holder being dead */
    BoardPoll(BoardClient client, BoardReader reader, PostingSink sink, BoardMemories memories, Duration longest) {
        this.client = client;
        this.reader = reader;
        this.sink = sink;
        this.memories = memories;
        this.longest = longest;
    }

    PollResult run(BoardSource source) throws InterruptedException {
        var owner = UUID.randomUUID().toString();
        if (!tolerantly(source, () -> memories.claim(source.name(), owner, longest), true)) {
            return new PollResult.Elsewhere();
        }
        try {
            // What this replica saw acknowledged holds even when Redis has lost it.
            var mine = Optional.ofNullable(own.get(source.name()));
            var known = tolerantly(source, () -> memories.load(source.name()).or(() -> mine), mine)
                    .orElse(null);
            var sameSettings = known != null && known.settings().equals(source.settings());
            var answer = client.ask(source, sameSettings ? known : null);
            if (answer instanceof BoardAnswer.Page page) {
                return read(source, page, known == null ? Map.of() : known.postings());
            }
            if (answer instanceof Failure failure) {
                return new PollResult.Failed(failure, new PollResult.Read(PollCounts.NONE, List.of()));
            }
            // Saved again, or it would expire on a board that never changes.
            if (known != null) {
                remember(source, known);
            }
            return new PollResult.Unchanged();
        } finally {
            tolerantly(
                    source,
                    () -> {
                        memories.release(source.name(), owner);
                        return true;
                    },
                    true);
        }
    }

    private PollResult read(BoardSource source, BoardAnswer.Page page, Map<String, String> known)
            throws InterruptedException {
        var reading = new Reading(source, known);
        var trouble = reading.trouble(page.body());
        var read = new PollResult.Read(reading.counts(), reading.refusals);
        if (trouble != null) {
            // Without the tag: the next poll must see the whole answer again.
            var all = new HashMap<>(known);
            all.putAll(reading.settled);
            remember(source, new BoardMemory(source.settings(), null, null, all));
            return new PollResult.Failed(trouble, read);
        }
        remember(source, new BoardMemory(source.settings(), page.etag(), page.lastModified(), reading.settled));
        return read;
    }

    private void remember(BoardSource source, BoardMemory memory) {
        own.put(source.name(), memory);
        tolerantly(
                source,
                () -> {
                    memories.save(source.name(), memory);
                    return true;
                },
                true);
    }

    private <T> T tolerantly(BoardSource source, Supplier<T> memory, T otherwise) {
        try {
            var answer = memory.get();
            if (memoryAway.compareAndSet(true, false)) {
                LOG.log(Level.INFO, "Redis answers again: what boards had is remembered.");
            }
            return answer;
        } catch (RuntimeException e) {
            if (memoryAway.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "Redis does not answer (%s). source=%s and others are polled all the same; postings may be sent again, which extract-service takes once."
                                .formatted(e, source.name()));
            }
            return otherwise;
        }
    }

    /** One answer on its way into the log. */
    private final class Reading {

        private record Sent(String id, String fingerprint, CompletableFuture<Outcome> outcome) {}

        private final BoardSource source;
        private final Map<String, String> known;
        private final Map<String, String> settled = new HashMap<>();
        private final List<String> refusals = new ArrayList<>();
        private final List<Sent> underWay = new ArrayList<>();
        private long seen;
        private long isNew;
        private long duplicates;
        private long unchanged;
        private long filtered;
        private long refused;
        private long unpublished;

        Reading(BoardSource source, Map<String, String> known) {
            this.source = source;
            this.known = known;
        }

        PollCounts counts() {
            return new PollCounts(seen, isNew, duplicates, unchanged, filtered, refused, unpublished);
        }

        /** Reads all; null when nothing is left to be done. */
        @Nullable
        Failure trouble(byte[] answer) throws InterruptedException {
            Failure malformed = null;
            try {
                reader.read(answer, source.api(), source.company(), this::take);
            } catch (MalformedAnswerException e) {
                malformed = new Failure(
                        Kind.LASTING,
                        "%s %d postings before that place were read. If it stays, check ingest.sources.%s.kind and .base-url."
                                .formatted(e.getMessage(), seen, source.name()),
                        null);
            }
            settle();
            return unpublished == 0
                    ? malformed
                    : new Failure(
                            Kind.PASSING,
                            "Kafka did not acknowledge %d postings, so the poll was broken off. They are sent again by the next poll."
                                    .formatted(unpublished),
                            null);
        }

        private boolean take(BoardItem item) throws InterruptedException {
            seen++;
            if (item instanceof BoardItem.Posting posting) {
                take(posting.id(), posting.document());
            } else if (item instanceof BoardItem.Broken broken) {
                refuse(broken.which(), broken.why());
            } else {
                filtered++;
            }
            if (underWay.size() >= WINDOW) {
                settle();
            }
            // A log that is away is not asked hundreds of times.
            return unpublished == 0;
        }

        private void take(String id, SourceDocument document) throws InterruptedException {
            if (!source.filter().wants(document.title(), document.location())) {
                filtered++;
                return;
            }
            var fingerprint = fingerprint(document);
            if (fingerprint.equals(known.get(id))) {
                unchanged++;
                settled.put(id, fingerprint);
                return;
            }
            underWay.add(new Sent(id, fingerprint, sink.ingest(document, source.name())));
        }

        private void settle() {
            for (var sent : underWay) {
                var outcome = sent.outcome().join();
                if (outcome instanceof Outcome.Taken taken) {
                    if (taken.isNew()) {
                        isNew++;
                    } else {
                        duplicates++;
                    }
                    settled.put(sent.id(), sent.fingerprint());
                } else if (outcome instanceof Outcome.Refused refusal) {
                    refuse("posting " + sent.id(), refusal.why());
                } else {
                    unpublished++;
                }
            }
            underWay.clear();
        }

        private void refuse(String which, String why) {
            refused++;
            if (refusals.size() < MOST_REFUSALS_SHOWN) {
                refusals.add("%s: %s".formatted(which, why));
            }
        }
    }

    private static String fingerprint(SourceDocument document) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(document.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
