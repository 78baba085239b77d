package dev.nextskill.extract.extraction;

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

/**
 * Reads a posting by rules and word lists, without a model: layout, then each statement's skills and how its clauses ask
 * for them, then one requirement a skill. What it knows is in the data files beside this class. Deterministic, linear in
 * the text, and safe to share between threads.
 */
public final class RulesExtractor implements RequirementExtractor {

    private final ExtractedBy extractedBy;
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
        statementReader = new StatementReader(
                new SkillLinker(vocabulary, unlinkedWords.fillers()),
                new UnlinkedMentionFinder(unlinkedWords),
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
        FoldedText text = FoldedText.of(posting.text());
        List<Statement> statements = layout.statements(text);
        RequirementAssembly assembly = new RequirementAssembly();
        List<RankedLanguage> languages = new ArrayList<>();
        Set<SkillId> seenLanguages = new HashSet<>();
        FoldedText title = posting.findTitle().map(FoldedText::of).orElse(null);
        if (title != null && title.length() > 0) {
            for (List<AskedMention> mentions : titleReader.read(title)) {
                assembly.add(title, SkillMention.Part.TITLE, mentions);
            }
        }
        for (List<AskedMention> mentions : statementReader.readAll(text, statements)) {
            assembly.add(text, null, mentions);
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
        return new PostingRequirements(
                extractedBy,
                roleClassifier.classify(title, text, statements, votes),
                educationReader.read(text, statements),
                durationReader.experience(text, statements),
                durationReader.internship(text, statements),
                languages,
                assembly.requirements());
    }
}
