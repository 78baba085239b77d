package dev.nextskill.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** The real Kafka broker, KRaft mode, one node, in a JVM of its own. */
final class KafkaBroker implements StackPart {

    private static final String POSTINGS = "job-postings.v1";

    /** Several partitions, so that services can be scaled; one for what is rare. Kept for ever: the stores are rebuilt from the log. */
    private static final List<NewTopic> TOPICS = List.of(
            topic(POSTINGS, 6),
            topic(POSTINGS + ".dlq", 1),
            topic("skill-requirements.v1", 6),
            topic("skill-requirements.v1.dlq", 1));

    private final DataDirectory data;
    private final int port;
    private volatile @Nullable ChildProcess process;

    KafkaBroker(DataDirectory data, int port) {
        this.data = data;
        this.port = port;
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1).configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(data.path("kafka"));
        Path properties = directory.resolve("server.properties");
        Files.writeString(properties, properties(directory.resolve("log"), port, Ports.free()));
        ChildProcess broker = ChildProcess.start(
                "Kafka",
                List.of(
                        ChildProcess.java(),
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dnextskill.log.level=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaBrokerProcess.class.getName(),
                        properties.toString()),
                Map.of(),
                data.log("kafka"));
        process = broker;
        try (Admin admin = admin()) {
            if (!Ports.await(Duration.ofSeconds(60), () -> !broker.isAlive() || Ports.isListening(port))
                    || !broker.isAlive()) {
                throw broker.failedToStart("did not start");
            }
            createTopics(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw broker.failedToStart("started but does not answer (%s)".formatted(e));
        }
    }

    private static void createTopics(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> existing = admin.listTopics().names().get(60, TimeUnit.SECONDS);
        List<NewTopic> missing = TOPICS.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        admin.createTopics(missing).all().get(60, TimeUnit.SECONDS);
    }

    /** Whether no posting was ever received. */
    boolean hasNoPostings() throws InterruptedException {
        try (Admin admin = admin()) {
            int partitions = TOPICS.get(0).numPartitions();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                latest.put(new TopicPartition(POSTINGS, partition), OffsetSpec.latest());
            }
            return admin.listOffsets(latest).all().get(30, TimeUnit.SECONDS).values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .allMatch(offset -> offset == 0);
        } catch (ExecutionException | TimeoutException e) {
            throw new StartFailedException("Kafka does not answer: " + e, e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + port,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200));
    }

    private static String properties(Path log, int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@localhost:%2$d
                log.dirs=%3$s
                auto.create.topics.enable=false
                # One node: nothing to replicate to, nobody to wait for.
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                # Small: the defaults take 128 MB for the cleaner alone.
                num.network.threads=2
                num.io.threads=2
                log.cleaner.dedupe.buffer.size=4194304
                """.formatted(port, controllerPort, log.toString().replace('\\', '/'));
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop(Duration.ofSeconds(20));
            process = null;
        }
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).map(ChildProcess::handle);
    }

    @Override
    public Map<String, String> serviceConfiguration() {
        return Map.of("kafka.bootstrap.servers", "localhost:" + port);
    }

    @Override
    public String toString() {
        return "Kafka";
    }
}
