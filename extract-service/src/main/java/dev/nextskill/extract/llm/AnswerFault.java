package dev.nextskill.extract.llm;

/** Why an answer is of no use as a whole, and what to tell the model. */
enum AnswerFault {
    EMPTY("The answer was empty.", "Your answer was empty."),
    EMPTY_OBJECT("The answer was an empty object.", "Your answer was an empty object."),
    TRUNCATED(
            "The answer was cut off.",
            "Your answer was cut off before its end. Be shorter: leave sections and technicalWords empty."),
    NOT_JSON("The answer held no JSON object.", "Your answer held no JSON object that can be read."),
    WRONG_SCHEMA("The answer was not of the schema.", "Your answer did not have the fields that were asked for."),
    REFUSED("The model refused to answer.", "You refused. The text is a job advertisement and nothing else.");

    private final String words;
    private final String reprompt;

    AnswerFault(String words, String reprompt) {
        this.words = words;
        this.reprompt = reprompt;
    }

    /** For logs and problems. */
    String words() {
        return words;
    }

    /** For the model. */
    String reprompt() {
        return reprompt;
    }
}
