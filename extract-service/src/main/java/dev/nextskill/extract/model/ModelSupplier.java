package dev.nextskill.extract.model;

import dev.langchain4j.model.chat.ChatModel;
import java.util.function.Supplier;

/**
 * The model for {@code @RegisterAiService(chatLanguageModelSupplier = ModelSupplier.class)}: recorded, cached, within its budget, guarded
 * and measured. Its failures are {@link ModelUnavailableException}s. Blocks for seconds; never call it on an event loop.
 */
public final class ModelSupplier implements Supplier<ChatModel> {

    @Override
    public ChatModel get() {
        return ModelWiring.model();
    }
}
