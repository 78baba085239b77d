package dev.nextskill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextskill.local.LocalStack.Part;
import dev.nextskill.local.RunRecord.RunningProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class LocalStackIT {

    @TempDir
    private Path folder;

    @Test
    void what_was_stored_survives_a_kill_of_every_server() throws Exception {
        try (DataDirectory data = DataDirectory.take(folder)) {
            LocalStack stack = new LocalStack(data, part -> Ports.free());
            stack.start((part, took) -> {});
            assertThat(stack.hasNoPostings()).isTrue();
            produce(stack, "kept");
            query(stack, "CREATE TABLE kept AS SELECT 42 AS n");
            try (Jedis redis = redis(stack)) {
                redis.set("kept", "yes");
            }
            // The append-only file is flushed every second.
            Thread.sleep(1_500);

            killAll(stack.processes());
            stack.close();

            LocalStack again = new LocalStack(data, part -> Ports.free());
            again.start((part, took) -> {});
            try (again) {
                assertThat(again.hasNoPostings()).isFalse();
                assertThat(consume(again)).isEqualTo("kept");
                assertThat(query(again, "SELECT n FROM kept")).isEqualTo("42");
                try (Jedis redis = redis(again)) {
                    assertThat(redis.get("kept")).isEqualTo("yes");
                }
            }
        }
    }

    @Test
    void closing_it_leaves_no_process_behind() throws Exception {
        List<RunningProcess> processes;
        try (DataDirectory data = DataDirectory.take(folder);
                LocalStack stack = new LocalStack(data, part -> Ports.free())) {
            stack.start((part, took) -> {});
            processes = stack.processes();
            assertThat(processes).hasSize(3).allSatisfy(process -> assertThat(process.find())
                    .isPresent());
        }

        assertThat(processes).allSatisfy(process -> assertThat(process.find()).isEmpty());
    }

    @Test
    void a_server_that_cannot_start_says_why_and_the_others_are_stopped() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("kafka")).resolve("log"), "not a folder");
        try (DataDirectory data = DataDirectory.take(folder)) {
            LocalStack stack = new LocalStack(data, part -> Ports.free());

            assertThatThrownBy(() -> stack.start((part, took) -> {}))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("Kafka did not start")
                    .hasMessageContaining("kafka.log");
            assertThat(stack.processes())
                    .allSatisfy(process -> assertThat(process.find()).isEmpty());
        }
    }

    @Test
    void a_server_can_be_stopped_and_started_on_its_data() throws Exception {
        try (DataDirectory data = DataDirectory.take(folder);
                LocalStack stack = new LocalStack(data, part -> Ports.free())) {
            stack.start((part, took) -> {});
            query(stack, "CREATE TABLE kept AS SELECT 42 AS n");

            stack.stop(Part.POSTGRES);
            stack.start(Part.POSTGRES);

            assertThat(query(stack, "SELECT n FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void the_next_start_stops_what_a_killed_launcher_left() throws Exception {
        Process left = new ProcessBuilder("sleep", "600").start();
        RunningProcess process = RunningProcess.of("Redis", left.toHandle());
        RunningProcess reused =
                new RunningProcess("Kafka", ProcessHandle.current().pid(), Instant.EPOCH);
        try (DataDirectory data = DataDirectory.take(folder)) {
            data.write(new RunRecord(process, List.of(process, reused), Map.of(), Map.of()));

            assertThat(data.stopLeftovers()).containsExactly("Redis");
        }

        assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    private static void killAll(List<RunningProcess> processes) throws Exception {
        for (RunningProcess process : processes) {
            ProcessHandle handle = process.find().orElseThrow();
            handle.destroyForcibly();
            handle.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private static void produce(LocalStack stack, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka(stack)), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("job-postings.v1", 0, "key", value))
                    .get();
        }
    }

    private static String consume(LocalStack stack) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka(stack), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("job-postings.v1", 0)));
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(20));
            return records.iterator().next().value();
        }
    }

    private static String query(LocalStack stack, String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(key(stack, "quarkus.datasource.jdbc.url"), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static Jedis redis(LocalStack stack) {
        return new Jedis(URI.create(key(stack, "quarkus.redis.hosts")));
    }

    private static String kafka(LocalStack stack) {
        return key(stack, "kafka.bootstrap.servers");
    }

    private static String key(LocalStack stack, String name) {
        return stack.serviceConfiguration().getOrDefault(name, "");
    }
}
