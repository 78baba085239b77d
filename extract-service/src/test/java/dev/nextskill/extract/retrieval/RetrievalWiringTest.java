package dev.nextskill.extract.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RetrievalWiringTest {

    @Test
    void a_connection_to_pgvector_that_died_without_a_word_is_found_out() {
        try (AgroalDataSource pool = RetrievalWiring.pool(
                "jdbc:postgresql://localhost:1/nowhere", Optional.of("someone"), Optional.empty(), 2)) {
            Properties properties = pool.getConfiguration()
                    .connectionPoolConfiguration()
                    .connectionFactoryConfiguration()
                    .jdbcProperties();

            assertThat(properties).containsEntry("socketTimeout", "60").containsEntry("tcpKeepAlive", "true");
        }
    }
}
