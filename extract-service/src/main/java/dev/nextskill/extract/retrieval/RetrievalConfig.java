package dev.nextskill.extract.retrieval;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How prior postings are found. */
@ConfigMapping(prefix = "extract.retrieval")
public interface RetrievalConfig {

    /** Off: nothing is embedded, nothing is found, and no model is loaded. */
    @WithDefault("true")
    boolean enabled();

    /** Where embeddings are searched; PostgreSQL keeps them in both cases. */
    @WithDefault("in-memory")
    Store store();

    /** The least cosine of a neighbour, -1..1; half of all random pairs of postings reach 0.64. */
    @WithDefault("0.7")
    @DecimalMin("-1")
    @DecimalMax("1")
    double minSimilarity();

    /** Maximal marginal relevance: 1 shows the nearest, less shows more different ones. */
    @WithDefault("0.7")
    @DecimalMin("0")
    @DecimalMax("1")
    double mmrLambda();

    /** Postings embedded in a transaction. */
    @WithDefault("32")
    @Min(1)
    @Max(1000)
    int batch();

    /** The pause between two looks for postings to embed, and for what other instances have embedded. */
    @WithDefault("2s")
    Duration every();

    /** Where {@link Store#PGVECTOR} is. */
    Pgvector pgvector();

    /** What {@code GET …/similar} answers. */
    Similar similar();

    /** Where embeddings are searched. */
    enum Store {
        /** In each instance, filled from PostgreSQL at start. */
        IN_MEMORY,
        /** In PostgreSQL with the extension pgvector, shared. */
        PGVECTOR
    }

    /** A PostgreSQL with pgvector; the service's own database unless told otherwise. */
    interface Pgvector {

        /** A JDBC URL. */
        Optional<String> url();

        /** Its user, if the URL does not name one. */
        @WithName("username")
        Optional<String> userName();

        Optional<String> password();

        /** Connections, which are only used while something is searched or filled in; filling takes two. */
        @WithDefault("4")
        @Min(2)
        int maxSize();
    }

    /** Limits of the list. */
    interface Similar {

        /** Entries when the request names no size. */
        @WithDefault("5")
        @Min(1)
        int size();

        /** The largest size a request may name. */
        @WithDefault("50")
        @Min(1)
        @Max(100)
        int maxSize();
    }
}
