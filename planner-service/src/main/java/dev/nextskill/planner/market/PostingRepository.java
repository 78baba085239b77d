package dev.nextskill.planner.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The postings as they were last read, and with them, in the same transactions, the market's counters. */
@ApplicationScoped
public final class PostingRepository implements PanacheRepositoryBase<PostingEntity, UUID>, PostingSignatures.Source {

    private final MarketCounterRepository counters;
    private final ObjectMapper json;

    PostingRepository(MarketCounterRepository counters, ObjectMapper json) {
        this.counters = counters;
        this.json = json;
    }

    /**
     * What a batch of events changed.
     *
     * @param recorded events that were news
     * @param ignored events not newer than what is stored
     * @param before the revision of the postings before
     * @param after the revision after; the same if nothing was news
     * @param touched the counters that changed
     */
    record Recorded(int recorded, int ignored, long before, long after, Set<CounterKey> touched) {}

    /**
     * How many postings there are.
     *
     * @param counted all that were received; identical texts are one posting
     * @param repeats those among them that extract-service marks {@code duplicateOf} another; they are not counted again in the demand
     */
    public record PostingCounts(long counted, long repeats) {}

    /**
     * Records events in their order and recounts the market by the difference, all or nothing. Repeating it changes nothing.
     *
     * <p>Writers queue for the market's lock, which they hold to the commit: revisions become visible in their order, and no two
     * writers count the same posting.
     */
    @Transactional
    Recorded record(List<ReceivedRequirements> batch) {
        counters.lock();
        Map<UUID, PostingEntity> stored = stored(batch);
        Map<UUID, ReceivedRequirements> newest = new LinkedHashMap<>();
        for (ReceivedRequirements each : batch) {
            UUID id = each.event().postingId();
            PostingEntity known = stored.get(id);
            if (known != null && !isNewer(each, known.extractedAt())) {
                continue;
            }
            newest.merge(id, each, (a, b) -> isNewer(b, a.event().extractedAt()) ? b : a);
        }
        long before = counters.revision();
        // All at once, before the first is stored: a query in between would flush, one row at a time.
        PrimitiveIterator.OfLong revisions = nextRevisions(newest.size());
        long after = before;
        Map<CounterKey, Integer> changes = new HashMap<>();
        for (Map.Entry<UUID, ReceivedRequirements> each : newest.entrySet()) {
            UUID id = each.getKey();
            ReceivedRequirements received = each.getValue();
            PostingEntity entity = stored.get(id);
            MarketContribution old = entity == null ? MarketContribution.NOTHING : contribution(entity);
            MarketContribution.of(received.event()).replaces(old, changes);
            after = revisions.nextLong();
            if (entity == null) {
                PostingEntity added = PostingEntity.of(id);
                added.becomes(received, after);
                persist(added);
            } else {
                entity.becomes(received, after);
            }
        }
        changes.values().removeIf(change -> change == 0);
        flush();
        counters.add(changes);
        return new Recorded(newest.size(), batch.size() - newest.size(), before, after, Set.copyOf(changes.keySet()));
    }

    @Override
    @Transactional
    public List<PostingSignatures.Revised> changedAfter(long revision, int limit) {
        return getEntityManager()
                .createQuery("""
                        select new dev.nextskill.planner.market.PostingSignatures$Revised(
                            p.postingId, p.roleClass, p.postedOn, p.education,
                            p.internshipMonths, p.internshipDaysPerWeek,
                            case when p.duplicateOf is null then false else true end, p.signature, p.revision)
                        from PostingEntity p where p.revision > :revision order by p.revision""", PostingSignatures.Revised.class)
                .setParameter("revision", revision)
                .setMaxResults(limit)
                .getResultList();
    }

    @Transactional
    public PostingCounts counts() {
        Object[] row = (Object[]) getEntityManager()
                .createNativeQuery("select count(*), count(duplicate_of) from planner.posting")
                .getSingleResult();
        return new PostingCounts(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }

    /** The postings' own words, for those of the ids that are stored. */
    @Transactional
    public Map<UUID, PostingWords> words(Collection<UUID> postingIds) {
        return list("postingId in ?1", List.copyOf(postingIds)).stream()
                .map(entity -> PostingWords.of(decode(entity)))
                .collect(Collectors.toMap(PostingWords::postingId, Function.identity()));
    }

    private Map<UUID, PostingEntity> stored(List<ReceivedRequirements> batch) {
        List<UUID> ids =
                batch.stream().map(each -> each.event().postingId()).distinct().toList();
        return list("postingId in ?1", ids).stream()
                .collect(Collectors.toMap(PostingEntity::postingId, Function.identity()));
    }

    /** In their order. */
    private PrimitiveIterator.OfLong nextRevisions(int count) {
        List<?> numbers = getEntityManager()
                .createNativeQuery("select nextval('planner.posting_revision_seq') from generate_series(1, :count)")
                .setParameter("count", count)
                .getResultList();
        return numbers.stream()
                .mapToLong(number -> ((Number) number).longValue())
                .sorted()
                .iterator();
    }

    /** PostgreSQL keeps microseconds: finer differences would make a repeat look new. */
    private static boolean isNewer(ReceivedRequirements received, Instant than) {
        return received.event()
                .extractedAt()
                .truncatedTo(ChronoUnit.MICROS)
                .isAfter(than.truncatedTo(ChronoUnit.MICROS));
    }

    private MarketContribution contribution(PostingEntity entity) {
        return MarketContribution.of(decode(entity));
    }

    private SkillRequirementsExtracted decode(PostingEntity entity) {
        try {
            return json.readValue(entity.payload(), SkillRequirementsExtracted.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "The stored event of posting %s can no longer be read".formatted(entity.postingId()), e);
        }
    }
}
