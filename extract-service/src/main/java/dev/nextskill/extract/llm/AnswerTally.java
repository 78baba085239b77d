package dev.nextskill.extract.llm;

/** Is told what happens to answers, for the counters {@code extract.model.*}. */
interface AnswerTally {

    /** A model was told once what is wrong with its answer. */
    void reprompted();

    /** A part of an answer was dropped, or changed to what the text says. */
    void rejected(Complaint.What what);

    /** An answer was of no use as a whole. */
    void unusable(AnswerFault fault);

    /** A posting spoke to its reader. */
    void addressed();
}
