package dev.nextskill.extract.task;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a re-extraction of a million postings costs the database, and the list of candidates and its back-fill at as many. Run by hand, see
 * the service's README: {@code TaskTableLoad JDBC-URL [STORED]}. Works in a schema of its own, which it drops. The statements are those of
 * {@link ExtractionTaskRepository}, of {@code ReextractionRepository} and of {@code SkillCandidateRepository}.
 */
public final class TaskTableLoad {

    private static final int BATCH = 4;
    private static final int ROUNDS = 2_000;

    private TaskTableLoad() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        int stored = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists task_load cascade");
            statement.execute("create schema task_load");
            statement.execute("set search_path = task_load");
            statement.execute(migration("V1__postings_and_outbox.sql"));
            statement.execute(migration("V2__near_duplicates.sql"));
            timed("postings stored", () -> statement.executeLargeUpdate(postings(stored)));
            timed("V3 with its back-fill", () -> {
                statement.execute(migration("V3__skill_candidates.sql"));
                return stored;
            });
            timed("V5 and V6", () -> {
                statement.execute(migration("V5__extraction_tasks.sql"));
                statement.execute(migration("V6__corrections.sql"));
                return stored;
            });
            statement.execute("analyze");
            candidates(statement);
            tasks(statement);
            statement.execute("drop schema task_load cascade");
        }
    }

    /** Four mentions a posting, two of them unknown: one of 20,000 words, the frequent ones much more often, one its own. */
    private static String postings(int stored) {
        return """
                insert into job_posting
                select gen_random_uuid(), 'text', 'api', null, timestamptz '2020-01-01' + n * interval '1 minute', 'title', 'company', null,
                    null, 'zh', repeat('文字', 150) || n, md5(n::text), case n %% 3 when 0 then 'backend' else 'other' end, 'go', 'rules', null,
                    null, 'v' || n %% 2, now(),
                    jsonb_build_object('requirements', jsonb_build_array(
                        jsonb_build_object('anyOf', '[{"skillId": "go", "label": "Go"}, {"skillId": "mysql", "label": "MySQL"}]'::jsonb,
                            'evidence', '{"quote": "熟悉 Go 或 MySQL"}'::jsonb),
                        jsonb_build_object('anyOf', jsonb_build_array(
                            jsonb_build_object('skillId', null, 'label', '框架' || (20000 * power(random(), 3))::int),
                            jsonb_build_object('skillId', null, 'label', '自有 ' || n)),
                            'evidence', '{"quote": "熟悉自研框架"}'::jsonb))), null
                from generate_series(1, %d) n""".formatted(stored);
    }

    private static void candidates(Statement statement) throws SQLException {
        for (int offset : new int[] {0, 0, 1_000, 10_000}) {
            timed("candidates, page at " + offset, () -> rows(statement, """
                    select c.normalised, c.postings, example.posting_id, example.words, example.quote
                    from (
                        select normalised, postings from skill_candidate where postings >= 2
                        order by postings desc, normalised limit 50 offset %d) c
                    cross join lateral (
                        select u.posting_id, u.words, u.quote from posting_unlinked u where u.normalised = c.normalised
                        order by u.posting_id limit 3) example
                    order by c.postings desc, c.normalised, example.posting_id""".formatted(offset)));
        }
        timed(
                "candidates, total from 2",
                () -> rows(statement, "select count(*) from skill_candidate where postings >= 2"));
        timed(
                "candidates, total from 1",
                () -> rows(statement, "select count(*) from skill_candidate where postings >= 1"));
    }

    private static void tasks(Statement statement) throws SQLException {
        String id = "'00000000-0000-4000-8000-000000000001'";
        String fill = """
                insert into extraction_task (posting_id, re_extraction_id, first_reading, not_before, created_at)
                select p.posting_id, %s, false, now(), now() from job_posting p where %s order by p.posting_id
                on conflict (posting_id) do update set re_extraction_id = excluded.re_extraction_id, failures = 0, given_up = false""";
        timed(
                "tasks of a third by role class",
                () -> statement.executeLargeUpdate(fill.formatted(id, "p.role_class = 'backend'")));
        timed("tasks of all, a third of them there", () -> statement.executeLargeUpdate(fill.formatted(id, "true")));
        statement.execute("analyze extraction_task");
        timed(
                "progress",
                () -> rows(
                        statement,
                        "select count(*) filter (where given_up), count(*) filter (where not given_up) from extraction_task where re_extraction_id = "
                                + id));
        List<Double> take = new ArrayList<>();
        List<Double> finish = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            List<String> taken = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("""
                    update extraction_task task
                    set lease = gen_random_uuid(), not_before = now() + interval '10 minutes', attempts = attempts + 1,
                        failures = failures + (lease is not null)::int
                    from (
                        select posting_id from extraction_task where not given_up and first_reading = false and not_before <= now()
                        order by not_before, posting_id limit %d for update skip locked) next
                    where task.posting_id = next.posting_id
                    returning task.posting_id""".formatted(BATCH))) {
                while (rows.next()) {
                    taken.add(rows.getString(1));
                }
            }
            long between = System.nanoTime();
            for (String posting : taken) {
                statement.executeUpdate("delete from extraction_task where posting_id = '%s'".formatted(posting));
            }
            take.add((between - start) / 1e6 / BATCH);
            finish.add((System.nanoTime() - between) / 1e6 / BATCH);
        }
        print("take", take);
        print("finish", finish);
    }

    private static void print(String what, List<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "%s, %,d times %d: %.3f ms a task in the median, %.3f ms p99, %.3f ms on average%n",
                what,
                sorted.length,
                BATCH,
                sorted[sorted.length / 2],
                sorted[sorted.length * 99 / 100],
                Arrays.stream(sorted).average().orElse(0));
    }

    private static long rows(Statement statement, String query) throws SQLException {
        long count = 0;
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    private interface Work {
        long run() throws SQLException, IOException;
    }

    private static void timed(String what, Work work) throws SQLException {
        long start = System.nanoTime();
        long rows;
        try {
            rows = work.run();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        System.out.printf("%s: %,d rows, %,.1f ms%n", what, rows, (System.nanoTime() - start) / 1e6);
    }

    private static String migration(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TaskTableLoad.class.getResourceAsStream("/db/migration/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
