package dev.nextskill.extract.llm;

/**
 * What is wrong with a part of an answer.
 *
 * @param what for the counter {@code extract.model.rejected}
 * @param words for the model: where and what, such as {@code requirements[3].quote is not in the posting: "…"}
 */
record Complaint(What what, String words) {

    /** What kind of part is wrong. */
    enum What {
        QUOTE,
        MENTION,
        SKILL,
        NECESSITY,
        LEVEL,
        ROLE_CLASS,
        EDUCATION,
        EXPERIENCE,
        INTERNSHIP
    }
}
