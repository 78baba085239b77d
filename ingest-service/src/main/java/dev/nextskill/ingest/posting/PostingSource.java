package dev.nextskill.ingest.posting;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the postings of a batch come from, one after the other; not thread-safe. */
interface PostingSource {

    /** Takes the postings in order; blocks while too many are under way. */
    interface Receiver {

        /**
         * @param sheet of a workbook; null elsewhere
         * @param number of the row or line, from 1
         * @return whether more is wanted
         */
        boolean posting(@Nullable String sheet, long number, ReceivedPosting posting, JobSource source)
                throws InterruptedException;

        /**
         * @param reason what is wrong and what to do
         * @return whether more is wanted
         */
        boolean rejected(@Nullable String sheet, long number, String reason) throws InterruptedException;
    }

    /**
     * Hands over everything there is, or as much as is wanted.
     *
     * @throws IOException when it breaks off; what was handed over before stands
     */
    void read(Receiver receiver) throws IOException, InterruptedException;

    /** The number of the row or line read last; 0 before the first. */
    long number();
}
