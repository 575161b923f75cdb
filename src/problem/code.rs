//! The codes of problems: one name each, which is also the key of its words.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What kind of problem something is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    // Reading files.
    /// The operating system refused.
    Unreadable = "unreadable",
    /// A folder where a file is expected.
    Folder = "folder",
    /// A pipe or a device where a file is expected.
    NoFile = "no-file",
    /// Larger than what is read.
    FileTooLarge = "file-too-large",
    /// Saved as UTF-16.
    Utf16 = "utf-16",
    /// Not UTF-8.
    NotUtf8 = "not-utf-8",
    // Agreements themselves.
    /// A kind of file that is not read.
    DocumentKind = "document-kind",
    /// More bytes than are read of a document.
    DocumentTooLarge = "document-too-large",
    /// A document with a password.
    DocumentEncrypted = "document-encrypted",
    /// A document that is cut off or broken.
    DocumentDamaged = "document-damaged",
    /// Pictures of pages.
    DocumentScan = "document-scan",
    /// Letters that could be any.
    DocumentGarbled = "document-garbled",
    /// A document that unpacks to more than any agreement is.
    DocumentSwollen = "document-swollen",
    /// A document that takes longer than any agreement takes.
    DocumentEndless = "document-endless",
    /// A document without words.
    DocumentWordless = "document-wordless",
    /// A process for reading could not be started.
    DocumentNotStarted = "document-not-started",
    // YAML.
    /// Nothing in it.
    Empty = "empty",
    /// Broken syntax.
    Syntax = "syntax",
    /// Lines that do not line up.
    Indentation = "indentation",
    /// A tab.
    Tab = "tab",
    /// A quote that is not closed.
    Quote = "quote",
    /// Text behind a quoted part.
    QuotedPart = "quoted-part",
    /// A bracket that is not closed.
    Bracket = "bracket",
    /// A colon or dash out of place.
    Colon = "colon",
    /// An unknown backslash sequence.
    Escape = "escape",
    /// A character that may not occur.
    Character = "character",
    /// The same key twice.
    DuplicateKey = "duplicate-key",
    /// A key that is not a word.
    ComplexKey = "complex-key",
    /// An anchor or alias.
    Anchor = "anchor",
    /// A tag.
    Tag = "tag",
    /// A second document.
    SecondDocument = "second-document",
    /// Nested too deep.
    TooDeep = "too-deep",
    /// Too many values.
    TooManyValues = "too-many-values",
    // What kind of file.
    /// A checklist, vocabulary, or something else where an extract is expected.
    NotAnExtract = "not-an-extract",
    /// An extract, vocabulary, or something else where a checklist is expected.
    NotAChecklist = "not-a-checklist",
    /// An agreement itself, or another document, where an extract is expected.
    Document = "document",
    /// Neither an extract, nor a checklist, nor a vocabulary.
    UnknownKind = "unknown-kind",
    /// A vocabulary with which the built-in checklists cannot do.
    UnfitVocabulary = "unfit-vocabulary",
    /// A folder without extracts.
    NoExtracts = "no-extracts",
    // Shape.
    /// A key that may not stand there.
    UnknownKey = "unknown-key",
    /// A text in braces that a comma cut in two.
    CutText = "cut-text",
    /// A key that must stand there.
    MissingKey = "missing-key",
    /// Text where a list is expected, and the like.
    WrongType = "wrong-type",
    /// A number where a reference is expected: `7.10` is 7.1 to YAML.
    UnquotedNumber = "unquoted-number",
    /// Nothing where something is expected.
    EmptyValue = "empty-value",
    /// None of the allowed words.
    NotAllowed = "not-allowed",
    /// Not written as it should be.
    WrongForm = "wrong-form",
    /// Any other rule of the schema.
    Shape = "shape",
    // Vocabulary.
    /// A topic that nobody defined.
    UnknownTopic = "unknown-topic",
    /// A fact that the topic does not have.
    UnknownFact = "unknown-fact",
    /// A fact of a topic that has none.
    NoFacts = "no-facts",
    /// A value that the fact does not have.
    UnknownValue = "unknown-value",
    /// A value of the wrong type.
    WrongFactType = "wrong-fact-type",
    /// A word where true or false is expected.
    BadFlag = "bad-flag",
    /// One value where a list is expected.
    NeedsList = "needs-list",
    /// A duration that cannot be read.
    BadDuration = "bad-duration",
    /// An amount that cannot be read.
    BadMoney = "bad-money",
    /// An act defined twice.
    DuplicateAct = "duplicate-act",
    /// A topic defined twice.
    DuplicateTopic = "duplicate-topic",
    /// A shared fact that nobody defined.
    UnknownSharedFact = "unknown-shared-fact",
    /// A choice without values, or values on something else.
    BadFactDefinition = "bad-fact-definition",
    // Extracts.
    /// Typographic quotes, which are no quotes to YAML.
    CurlyQuotes = "curly-quotes",
    /// The same reference twice.
    DuplicateRef = "duplicate-ref",
    /// The same document twice.
    DuplicateDocument = "duplicate-document",
    /// A document that is not in the list.
    UnknownDocument = "unknown-document",
    /// Several documents and a clause that names none.
    MissingDocument = "missing-document",
    /// A reference to a clause that is not in the extract.
    UnknownRef = "unknown-ref",
    /// A clause without text or summary.
    NoWords = "no-words",
    /// Another relationship without the clause that shows it.
    MissingBecause = "missing-because",
    /// Two waivers of one requirement.
    DuplicateWaiver = "duplicate-waiver",
    // Checklists.
    /// Neither a built-in checklist nor a file.
    UnknownChecklist = "unknown-checklist",
    /// The same checklist twice.
    DuplicateChecklist = "duplicate-checklist",
    /// A checklist that asks nothing.
    EmptyChecklist = "empty-checklist",
    /// A row that raises the level of its requirement.
    RowLevel = "row-level",
    /// The same area twice.
    DuplicateArea = "duplicate-area",
    /// The same requirement twice.
    DuplicateRequirement = "duplicate-requirement",
    /// A checklist to rest on that is neither built in nor a file.
    UnknownParent = "unknown-parent",
    /// A checklist to rest on that cannot be read.
    MissingParent = "missing-parent",
    /// A checklist to rest on outside the folder.
    ParentOutside = "parent-outside",
    /// A checklist that rests on itself.
    ExtendsCycle = "extends-cycle",
    /// Too many checklists that rest on each other.
    TooManyLayers = "too-many-layers",
    /// Changes in a checklist that rests on no other.
    NothingExtended = "nothing-extended",
    /// A change of a parameter that is not inherited.
    UnknownInherited = "unknown-inherited",
    /// A change of a requirement that does not exist.
    UnknownRequirement = "unknown-requirement",
    /// A change of a requirement that the same file leaves out.
    ChangedAndOmitted = "changed-and-omitted",
    /// A change of a requirement that a layer below has left out.
    AlreadyOmitted = "already-omitted",
    /// A requirement added that exists already.
    InheritedRequirement = "inherited-requirement",
    /// An area without title that is not inherited.
    UnknownArea = "unknown-area",
    /// A new expectation for an example that does not exist.
    UnknownExample = "unknown-example",
    /// A parameter that nobody defined.
    UnknownParameter = "unknown-parameter",
    /// A parameter of another type than the fact.
    ParameterType = "parameter-type",
    /// A provision that cannot be read.
    BadBasis = "bad-basis",
    /// A law requirement without a provision.
    MissingBasis = "missing-basis",
    /// Guidance without a source.
    MissingSource = "missing-source",
    /// A condition that asks nothing, or two things at once.
    BadCondition = "bad-condition",
    /// A verdict row that asks about no clause.
    NothingAsked = "nothing-asked",
    /// A matcher that does not fit the fact.
    BadMatcher = "bad-matcher",
    /// A verdict row that can never be reached.
    UnreachableRow = "unreachable-row",
    /// A verdict row whose condition contradicts itself.
    ImpossibleRow = "impossible-row",
    /// A placeholder that is no fact of the condition.
    UnknownPlaceholder = "unknown-placeholder",
    /// A placeholder whose fact could be unknown.
    OpenPlaceholder = "open-placeholder",
    /// A phrase of a lexicon that is not written as phrases are.
    BadPhrase = "bad-phrase",
    /// A group of words that a lexicon does not have.
    UnknownGroup = "unknown-group",
    /// A value that a fact does not have, in a lexicon.
    UnknownCueValue = "unknown-cue-value",
    // Warnings: valid, but probably not meant.
    /// A requirement that no annotation could meet.
    NeverMet = "never-met",
    /// A good row before a bad one that a clause could fulfil as well.
    RowOrder = "row-order",
    /// A requirement without examples.
    NoExamples = "no-examples",
    /// Two examples of one name.
    ExampleTwice = "example-twice",
    /// A lowered level without a reason.
    NoReason = "no-reason",
    /// A parameter that nothing uses.
    UnusedParameter = "unused-parameter",
    /// A title that something else has as well.
    TitleTwice = "title-twice",
    /// A text that lacks a language.
    MissingTranslation = "missing-translation",
    /// A text in one language where others are translated.
    OneLanguage = "one-language",
    /// A sentence without a period.
    NoPeriod = "no-period",
    /// A topic that no checklist asks about.
    UnaskedTopic = "unasked-topic",
    /// A fact that no checklist reads.
    UnreadFact = "unread-fact",
    /// A waiver that has run out.
    WaiverRunOut = "waiver-run-out",
    /// A waiver of something that is no gap.
    WaiverUnneeded = "waiver-unneeded",
    /// A waiver of something that no checklist asks.
    WaiverUnknown = "waiver-unknown",
    /// The file of a document that is not there.
    DocumentMissing = "document-missing",
    /// The file of a document that cannot be read.
    DocumentUnread = "document-unread",
    /// The file of a document that is another one than the extract was made from.
    DocumentChanged = "document-changed",
    /// A clause that stands in its document in other words.
    ClauseChanged = "clause-changed",
    /// A clause that does not stand in its document.
    ClauseGone = "clause-gone",
    /// A clause that stands on another page.
    WrongPage = "wrong-page",
    /// A clause that stands on another line.
    WrongLine = "wrong-line",
    // The command line.
    /// `--set` without a name and a value.
    SettingForm = "setting-form",
    /// `--set` of something that is no parameter.
    UnknownSetting = "unknown-setting",
    /// `--set` that cannot be read.
    BadSetting = "bad-setting",
    /// A name that stands for nothing.
    UnknownId = "unknown-id",
    /// An option of `list` that chooses among other things than are listed.
    UnfitFilter = "unfit-filter",
    /// An area that no checklist has.
    NoSuchArea = "no-such-area",
    /// A topic that no vocabulary has, asked for on the command line.
    NoSuchTopic = "no-such-topic",
    /// Standard input for both sides of a comparison.
    InputTwice = "input-twice",
    /// A new version of a document that the extract does not have.
    NoSuchDocument = "no-such-document",
    /// A new version of one of several documents.
    WhichDocument = "which-document",
    /// A folder on one side of a comparison, an extract on the other.
    UnlikeSides = "unlike-sides",
    /// Two reports in different languages.
    ReportLanguages = "report-languages",
    /// A file whose name says no form of a report.
    UnknownFormat = "unknown-format",
    /// A file that is to be written twice.
    OutputTwice = "output-twice",
    /// An option that takes one document, with several.
    OneDocument = "one-document",
    /// Several drafts, and no folder for them.
    NeedsFolder = "needs-folder",
    /// A folder without documents.
    NoDocuments = "no-documents",
    /// A file that is to be read and written.
    OutputIsInput = "output-is-input",
    /// An output that could not be written.
    NotWritten = "not-written",
    /// A template that cannot be read.
    TemplateSyntax = "template-syntax",
    /// A name in a template that stands for nothing.
    TemplateUnknownName = "template-unknown-name",
    /// A filter, function, or test that templates do not have.
    TemplateUnknownFilter = "template-unknown-filter",
    /// A template that does not end.
    TemplateEndless = "template-endless",
    /// Something in a template that cannot be done.
    TemplateFault = "template-fault",
    /// A template without a part that it needs.
    TemplateWithoutPart = "template-without-part",
    /// A template and several files to write.
    TemplateForSeveral = "template-for-several",
    /// A file that is there already.
    FileExists = "file-exists",
    /// A file that could not be written.
    NotCreated = "not-created",
    // Reviewing.
    /// Standard input where a file is to be changed.
    ReviewOfInput = "review-of-input",
    /// A line that is no decision.
    BadDecision = "bad-decision",
    /// A file that somebody else has changed.
    ChangedMeanwhile = "changed-meanwhile",
    /// An annotation that is written in a way that cannot be changed.
    NotEdited = "not-edited",
}

impl Code {
    /// Whether it is a warning: the file can be used all the same.
    #[must_use]
    pub fn is_warning(self) -> bool {
        (Self::NeverMet..=Self::WrongLine).contains(&self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
