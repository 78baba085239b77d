package dev.nextskill.extract.duplicate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextskill.extract.duplicate.SignatureRepository.ComparedPosting;
import dev.nextskill.extract.evaluation.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What finding repeats costs beside a million stored signatures: the real postings, in batches of 200 as the service stores them. Run by
 * hand, see the service's README: {@code DuplicateLookupLoad JDBC-URL [STORED]}. Works in a schema of its own, which it drops.
 */
public final class DuplicateLookupLoad {

    private static final int BATCH = 200;

    private DuplicateLookupLoad() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        int stored = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        List<ComparedPosting> postings = SharedData.find()
                .orElseThrow(() -> new IllegalStateException(SharedData.ABSENT))
                .read("data/postings/zh.ndjson")
                .stream()
                .map(DuplicateLookupLoad::compared)
                .toList();
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists duplicate_load cascade");
            statement.execute("create schema duplicate_load");
            statement.execute("set search_path = duplicate_load");
            statement.execute(migration("V1__postings_and_outbox.sql"));
            statement.execute(migration("V2__near_duplicates.sql"));
            // The postings' own rows do not matter here.
            statement.execute("alter table posting_signature drop constraint posting_signature_posting_id_fkey");
            fill(statement, stored);
            measure(connection, postings);
            statement.execute("drop schema duplicate_load cascade");
        }
    }

    private static void fill(Statement statement, int stored) throws SQLException {
        long start = System.nanoTime();
        statement.execute("""
                insert into posting_signature
                select gen_random_uuid(), timestamptz '2020-01-01' + n * interval '1 minute', 'company ' || n %% 5000, 'title ' || n %% 700,
                    decode(md5(n || 'a') || md5(n || 'b') || md5(n || 'c') || md5(n || 'd') || md5(n || 'e') || md5(n || 'f')
                        || md5(n || 'g') || md5(n || 'h'), 'hex')
                from generate_series(1, %d) n""".formatted(stored));
        // The index is built afterwards: so many random insertions take many minutes.
        statement.execute("alter table posting_band drop constraint posting_band_pkey");
        // One in a hundred bands is shared by many postings, as templates are.
        statement.execute("""
                insert into posting_band
                select case when random() < 0.01 then (random() * 1000)::bigint * 16 + band else hashint8extended((random() * 1e15)::bigint, band) end,
                    received_at, posting_id
                from posting_signature, generate_series(1, %d) band
                """.formatted(TextSignature.BANDS));
        statement.execute("set maintenance_work_mem = '256MB'");
        statement.execute("alter table posting_band add primary key (band, received_at, posting_id)");
        statement.execute("analyze");
        System.out.printf("%,d signatures stored in %d s%n", stored, (System.nanoTime() - start) / 1_000_000_000);
        for (String table : List.of("posting_signature", "posting_band")) {
            try (ResultSet size = statement.executeQuery("select pg_total_relation_size('" + table + "')")) {
                size.next();
                System.out.printf("%s: %,d MB with its index%n", table, size.getLong(1) / 1_000_000);
            }
        }
    }

    private static void measure(Connection connection, List<ComparedPosting> postings) throws SQLException {
        SignatureRepository signatures = new SignatureRepository(new Defaults());
        connection.setAutoCommit(false);
        List<Double> millis = new ArrayList<>();
        int repeats = 0;
        for (int from = 0; from + BATCH <= postings.size(); from += BATCH) {
            List<ComparedPosting> batch = postings.subList(from, from + BATCH);
            long start = System.nanoTime();
            signatures.lock(connection);
            repeats += signatures.add(connection, batch).size();
            repeats += signatures.later(connection, batch).size();
            connection.commit();
            millis.add((System.nanoTime() - start) / 1e6 / BATCH);
        }
        connection.setAutoCommit(true);
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "%,d real postings in batches of %d: %d repeat another; a posting costs %.3f ms in the median, %.3f ms on average, %.3f ms in"
                        + " the slowest batch%n",
                millis.size() * BATCH,
                BATCH,
                repeats,
                sorted[sorted.length / 2],
                Arrays.stream(sorted).average().orElse(0),
                sorted[sorted.length - 1]);
    }

    private static ComparedPosting compared(JsonNode row) {
        TextSignature signature = TextSignature.of(row.path("text").asText()).orElseThrow();
        return new ComparedPosting(
                UUID.nameUUIDFromBytes(row.path("id").asText().getBytes(StandardCharsets.UTF_8)),
                Instant.parse("2026-06-01T00:00:00Z"),
                signature,
                PostingTraits.of(
                        signature,
                        row.path("company").textValue(),
                        row.path("title").textValue()));
    }

    private static String migration(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DuplicateLookupLoad.class.getResourceAsStream("/db/migration/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Defaults() implements DuplicateConfig {

        @Override
        public double threshold() {
            return 0.75;
        }

        @Override
        public int candidates() {
            return 20;
        }
    }
}
