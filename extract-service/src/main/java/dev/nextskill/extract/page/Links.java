package dev.nextskill.extract.page;

import java.net.URI;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Where to go from an answer. */
public record Links(URI self, @Nullable URI next, @Nullable URI previous) {

    /** Of what is no page. */
    public static Links to(URI self) {
        return new Links(self, null, null);
    }

    /**
     * Of a page.
     *
     * @param total entries of all pages
     * @param at the address of the page with this number
     */
    public static Links of(URI self, PageQuery page, long total, IntFunction<URI> at) {
        return new Links(
                self,
                page.hasNext(total) ? at.apply(page.page() + 1) : null,
                page.page() > 0 ? at.apply(page.page() - 1) : null);
    }
}
