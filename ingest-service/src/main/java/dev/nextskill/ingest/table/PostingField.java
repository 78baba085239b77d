package dev.nextskill.ingest.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;

/** What a column of a table can be about; the names are those of a single posting's JSON. */
public enum PostingField {
    @JsonProperty("title")
    TITLE("title"),
    @JsonProperty("company")
    COMPANY("company"),
    @JsonProperty("location")
    LOCATION("location"),
    @JsonProperty("datePosted")
    DATE_POSTED("datePosted"),
    @JsonProperty("url")
    URL("url"),
    @JsonProperty("text")
    TEXT("text");

    private final String label;

    PostingField(String label) {
        this.label = label;
    }

    /** As in JSON. */
    public String label() {
        return label;
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(PostingField::label).toList();
    }
}
