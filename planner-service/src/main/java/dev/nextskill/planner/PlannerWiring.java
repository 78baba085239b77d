package dev.nextskill.planner;

import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.market.PostingRepository;
import dev.nextskill.planner.market.PostingSignatures;
import dev.nextskill.planner.market.RoleClasses;
import dev.nextskill.planner.path.Objective;
import dev.nextskill.planner.path.PathConfig;
import dev.nextskill.planner.path.PathPlanner;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Makes the pure objects that the edges need. Data is read at the start: a wrong file stops the service there, naming the line. */
final class PlannerWiring {

    private static final Logger LOG = Logger.getLogger(PlannerWiring.class);

    /** Makes them before the first request needs them. */
    void onStart(@Observes StartupEvent started, RoleClasses roleClasses, PathPlanner planner) {
        LOG.infof("Planning for the role classes %s", String.join(", ", roleClasses.ids()));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SkillVocabulary vocabulary() {
        return SkillVocabulary.load();
    }

    @Produces
    @Singleton
    Curriculum curriculum(SkillVocabulary vocabulary) {
        return Curriculum.load(vocabulary);
    }

    @Produces
    @Singleton
    RoleClasses roleClasses() {
        return RoleClasses.load();
    }

    @Produces
    @Singleton
    PathPlanner planner(Curriculum curriculum, PathConfig config) {
        return new PathPlanner(
                curriculum,
                new Objective(config.alpha(), config.theta(), config.halfLife().toHours() / 24.0));
    }

    @Produces
    @Singleton
    PostingSignatures signatures(PostingRepository postings) {
        return new PostingSignatures(postings);
    }
}
