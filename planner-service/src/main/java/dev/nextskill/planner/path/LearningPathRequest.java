package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.Depth;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a learner asks for.
 *
 * @param known what the learner knows already
 * @param hours of study in all; or else hours per week and a deadline
 * @param parkedLanguages skills not to be learnt now; a posting that takes another instead still counts
 * @param education bachelor unless it says otherwise; one in progress counts
 * @param internship how long one can work as an intern: a posting that wants more is not applicable, whatever one learns; absent: that
 *     bars no posting
 * @param language of the answer's texts: zh (unless it says otherwise) or en
 */
record LearningPathRequest(
        @NotNull(message = "is missing; say {\"roleClasses\": [\"llm-application\"]}") @Valid
        Goal goal,

        @Nullable @Size(max = 1000) List<@NotNull @Valid Known> known,
        @Nullable @Positive @DecimalMax("20000") Double hours,
        @Nullable @Positive @DecimalMax("112") Double hoursPerWeek,
        @Nullable LocalDate deadline,
        @Nullable @Size(max = 100) List<@NotBlank String> parkedLanguages,
        @Nullable EducationLevel education,
        @Nullable @Valid InternshipOffer internship,

        @Nullable @Pattern(regexp = "zh|en", message = "must be zh or en")
        String language) {

    record Goal(
            @NotEmpty(message = "must name at least one role class, like \"llm-application\"")
            List<@NotBlank String> roleClasses) {}

    /**
     * Either a component or a skill, by id; a skill also by any of its labels.
     *
     * @param depth explain unless it says otherwise
     */
    record Known(
            @Nullable String component,
            @Nullable String skill,
            @Nullable Depth depth) {

        Depth depthOrExplain() {
            return depth == null ? Depth.EXPLAIN : depth;
        }
    }

    /**
     * What the learner can do as an intern.
     *
     * @param months at most; absent: as many as are wanted
     * @param daysPerWeek at most; absent: as many as are wanted
     */
    record InternshipOffer(
            @Nullable @Positive @Max(60) Integer months,
            @Nullable @Positive @Max(7) Integer daysPerWeek) {}

    Internship internshipOrAny() {
        if (internship == null) {
            return Internship.ANY;
        }
        return new Internship(
                internship.months() == null ? Internship.ANY.months() : internship.months(),
                internship.daysPerWeek() == null ? Internship.ANY.daysPerWeek() : internship.daysPerWeek());
    }

    List<Known> knownOrNone() {
        return known == null ? List.of() : known;
    }

    List<String> parkedOrNone() {
        return parkedLanguages == null ? List.of() : parkedLanguages;
    }

    EducationLevel educationOrBachelor() {
        return education == null ? EducationLevel.BACHELOR : education;
    }

    String languageOrChinese() {
        return language == null ? "zh" : language;
    }
}
