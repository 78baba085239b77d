package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.PostingRequirements.EducationRequirement;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.LinkedSkill;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.extract.linking.SkillLinker;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillType;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a posting by rules and word lists, without a model: layout, then each statement's skills and how its clauses ask
 * for them, then one requirement a skill. What it knows is in the data files beside this class. Deterministic, linear in
 * the text, and safe to share between threads.
 */
public final class RulesExtractor implements RequirementExtractor {

    private final ExtractedBy extractedBy;
    private final SkillLinker linker;
    private final UnlinkedMentionFinder unlinkedMentions;
    private final PostingLayout layout;
    private final StatementReader statementReader;
    private final TitleReader titleReader;
    private final EducationReader educationReader;
    private final DurationReader durationReader;
    private final RoleClassifier roleClassifier;

    /** @throws dev.nextskill.vocabulary.InvalidDataFileException if a data file is wrong, naming the line */
    public RulesExtractor(SkillVocabulary vocabulary) {
        extractedBy = ExtractedBy.rules(vocabulary.version());
        PhraseTrie<Cue> cues = Cue.read();
        UnlinkedWords unlinkedWords = UnlinkedWords.read();
        layout = new PostingLayout(SectionHeading.read());
        linker = new SkillLinker(vocabulary, unlinkedWords.fillers());
        unlinkedMentions = new UnlinkedMentionFinder(unlinkedWords);
        statementReader = new StatementReader(
                linker,
                unlinkedMentions,
                new ClauseSplitter(cues),
                new Alternatives(unlinkedWords.itemEndings()),
                new ClassNouns(unlinkedWords.classNouns(), unlinkedWords.exampleMarks()));
        titleReader = new TitleReader(statementReader, unlinkedWords.jobEndings());
        educationReader = new EducationReader(cues);
        durationReader = new DurationReader();
        roleClassifier = new RoleClassifier();
    }

    @Override
    public PostingRequirements extract(PostingText posting) {
        return extract(posting, RoleClassVotes.NONE);
    }

    /** The same, where neighbours have a say in the role class. */
    PostingRequirements extract(PostingText posting, RoleClassVotes votes) {
        return read(posting, votes, null).requirements;
    }

    /** The same, with how each place of the posting was read, for whoever must check another reading of it. */
    public RulesReading read(PostingText posting) {
        RulesReading.Places places = new RulesReading.Places();
        Read read = read(posting, RoleClassVotes.NONE, places);
        return new RulesReading(
                this,
                read.requirements,
                read.title,
                read.text,
                places,
                roleClassifier.shares(read.title, read.text, read.statements));
    }

    /** The linker of this engine, which others must use, so that a word is one skill for all. */
    public SkillLinker linker() {
        return linker;
    }

    /** Whether words that the vocabulary does not know may name a skill at all: no prose, no soft skill, no filler. */
    public boolean mayName(FoldedText text, int from, int to) {
        return unlinkedMentions.mayName(text, from, to);
    }

    /** The lowest degree that a clause by itself names as asked for, or null. */
    public @Nullable String degreeIn(String clause) {
        FoldedText text = FoldedText.of(clause);
        EducationRequirement education =
                educationReader.read(text, List.of(Statement.of(0, text.length(), Section.REQUIREMENTS)));
        return education == null ? null : education.minimum();
    }

    private record Read(
            PostingRequirements requirements,
            @Nullable FoldedText title,
            FoldedText text,
            List<Statement> statements) {}

    /** @param places takes how it is read; null if nobody asks */
    private Read read(PostingText posting, RoleClassVotes votes, RulesReading.@Nullable Places places) {
        FoldedText text = FoldedText.of(posting.text());
        List<Statement> statements = layout.statements(text);
        RequirementAssembly assembly = new RequirementAssembly();
        List<RankedLanguage> languages = new ArrayList<>();
        Set<SkillId> seenLanguages = new HashSet<>();
        FoldedText title = posting.findTitle().map(FoldedText::of).orElse(null);
        if (title != null && title.length() > 0) {
            for (List<AskedMention> mentions : titleReader.read(title)) {
                assembly.add(title, SkillMention.Part.TITLE, mentions);
                if (places != null) {
                    places.inTitle(mentions);
                }
            }
        }
        List<List<AskedMention>> all = places == null
                ? statementReader.readAll(text, statements)
                : statementReader.readAll(text, statements, places);
        for (List<AskedMention> mentions : all) {
            assembly.add(text, null, mentions);
            if (places != null) {
                places.inText(mentions);
            }
            for (AskedMention mention : mentions) {
                LinkedSkill linked = mention.skill().linked();
                if (linked != null
                        && linked.skill().type() == SkillType.PROGRAMMING_LANGUAGE
                        && seenLanguages.add(linked.skill().id())) {
                    languages.add(new RankedLanguage(
                            linked.skill().id(),
                            linked.skill().preferredLabel(),
                            languages.size() + 1,
                            Evidence.of(text, linked.from(), linked.to(), null)));
                }
            }
        }
        PostingRequirements requirements = new PostingRequirements(
                extractedBy,
                roleClassifier.classify(title, text, statements, votes),
                educationReader.read(text, statements),
                durationReader.experience(text, statements),
                durationReader.internship(text, statements),
                languages,
                assembly.requirements());
        return new Read(requirements, title, text, statements);
    }
}
