package dev.nextskill.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The broker's process: formats its storage on the first start, then runs Kafka until it is told to stop. */
final class KafkaBrokerProcess {

    private KafkaBrokerProcess() {}

    public static void main(String[] args) throws IOException {
        Path configuration = Path.of(args[0]);
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(configuration)) {
            properties.load(in);
        }
        if (Files.notExists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            String clusterId = Uuid.randomUuid().toString();
            int exit = StorageTool.execute(
                    new String[] {"format", "--cluster-id", clusterId, "--config", configuration.toString()},
                    System.out);
            if (exit != 0) {
                System.exit(exit);
            }
        }
        kafka.Kafka.main(new String[] {configuration.toString()});
    }
}
