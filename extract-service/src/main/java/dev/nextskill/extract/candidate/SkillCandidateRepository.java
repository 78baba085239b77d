package dev.nextskill.extract.candidate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;

/** The unlinked mentions of the stored postings, and in how many postings each stands. */
@ApplicationScoped
public class SkillCandidateRepository {

    private static final String FORGET = "delete from posting_unlinked where posting_id = any (?) returning normalised";

    private static final String ADD = """
            insert into posting_unlinked (posting_id, normalised, words, quote) values (?, ?, ?, ?)
            on conflict do nothing""";

    private static final String COUNT = """
            insert into skill_candidate (normalised, postings) values (?, ?)
            on conflict (normalised) do update set postings = skill_candidate.postings + excluded.postings""";

    private static final String DROP = "delete from skill_candidate where normalised = any (?) and postings = 0";

    private static final String PAGE = """
            select c.normalised, c.postings, example.posting_id, example.words, example.quote
            from (
                select normalised, postings from skill_candidate where postings >= ?
                order by postings desc, normalised limit ? offset ?) c
            cross join lateral (
                select u.posting_id, u.words, u.quote from posting_unlinked u where u.normalised = c.normalised
                order by u.posting_id limit 3) example
            order by c.postings desc, c.normalised, example.posting_id""";

    private static final String TOTAL = "select count(*) from skill_candidate where postings >= ?";

    private final EntityManager entities;

    SkillCandidateRepository(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Replaces the mentions of postings, in the caller's transaction and on its connection.
     *
     * @param postings whose mentions these are; one without any has none from now on
     */
    public void replace(Connection connection, Collection<UUID> postings, Collection<UnlinkedMention> mentions)
            throws SQLException {
        // Sorted, so that two transactions never wait for each other in a circle.
        SortedMap<String, Integer> changes = new TreeMap<>();
        forget(connection, postings, changes);
        add(connection, mentions, changes);
        changes.values().removeIf(change -> change == 0);
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement count = connection.prepareStatement(COUNT);
                PreparedStatement drop = connection.prepareStatement(DROP)) {
            for (Map.Entry<String, Integer> change : changes.entrySet()) {
                count.setString(1, change.getKey());
                count.setInt(2, change.getValue());
                count.addBatch();
            }
            count.executeBatch();
            drop.setArray(1, connection.createArrayOf("text", changes.keySet().toArray()));
            drop.executeUpdate();
        }
    }

    /**
     * A part of the list, the most frequent first.
     *
     * @param offset entries before it
     */
    List<SkillCandidate> list(int minPostings, int offset, int size) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement page = connection.prepareStatement(PAGE)) {
                page.setInt(1, minPostings);
                page.setInt(2, size);
                page.setInt(3, offset);
                return candidates(page);
            }
        });
    }

    long count(int minPostings) {
        return entities.unwrap(Session.class).doReturningWork(connection -> {
            try (PreparedStatement total = connection.prepareStatement(TOTAL)) {
                total.setInt(1, minPostings);
                try (ResultSet rows = total.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    private static List<SkillCandidate> candidates(PreparedStatement page) throws SQLException {
        Map<String, SkillCandidate> candidates = new LinkedHashMap<>();
        try (ResultSet rows = page.executeQuery()) {
            while (rows.next()) {
                SkillCandidate.Example example =
                        new SkillCandidate.Example(rows.getObject(3, UUID.class), rows.getString(4), rows.getString(5));
                candidates.merge(
                        rows.getString(1),
                        new SkillCandidate(example.words(), rows.getString(1), rows.getInt(2), List.of(example)),
                        SkillCandidateRepository::together);
            }
        }
        return List.copyOf(candidates.values());
    }

    private static SkillCandidate together(SkillCandidate one, SkillCandidate other) {
        List<SkillCandidate.Example> examples = new ArrayList<>(one.examples());
        examples.addAll(other.examples());
        return new SkillCandidate(one.label(), one.normalised(), one.postings(), examples);
    }

    private static void forget(Connection connection, Collection<UUID> postings, Map<String, Integer> changes)
            throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setArray(1, connection.createArrayOf("uuid", postings.toArray()));
            try (ResultSet rows = forget.executeQuery()) {
                while (rows.next()) {
                    changes.merge(rows.getString(1), -1, Integer::sum);
                }
            }
        }
    }

    private static void add(Connection connection, Collection<UnlinkedMention> mentions, Map<String, Integer> changes)
            throws SQLException {
        List<UnlinkedMention> names =
                mentions.stream().filter(UnlinkedMention::canBeName).toList();
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (UnlinkedMention mention : names) {
                add.setObject(1, mention.postingId());
                add.setString(2, mention.normalised());
                add.setString(3, mention.words());
                add.setString(4, mention.quote());
                add.addBatch();
            }
            int[] added = add.executeBatch();
            for (int i = 0; i < added.length; i++) {
                // A posting may name a thing twice.
                if (added[i] > 0) {
                    changes.merge(names.get(i).normalised(), 1, Integer::sum);
                }
            }
        }
    }
}
