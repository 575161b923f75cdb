//! Begins clauses: gives them their reference, headings, and parent.

use super::{
    Clause,
    build::{Builder, Here, Scope},
    label::Style,
    layout::Piece,
    reference::{Manner, Step},
    terms::Tongue,
    title,
};

impl Builder<'_> {
    /// Begins a clause where the builder is.
    pub(super) fn begin_clause(&mut self, piece: &Piece<'_>) -> usize {
        let (reference, parent) = self.name();
        self.push_clause(piece, &reference, parent)
    }

    /// Begins a clause with a reference of its own within the part.
    pub(super) fn push_clause(&mut self, piece: &Piece<'_>, reference: &str, parent: Option<usize>) -> usize {
        let part = self.outline.parts.len().saturating_sub(1);
        let name = self.outline.parts.last().map_or("", |part| part.name.as_str());
        let reference = match (name.is_empty(), reference.is_empty()) {
            (true, _) => reference.to_owned(),
            (false, true) => name.to_owned(),
            (false, false) => format!("{name}, {reference}"),
        };
        if let Some(scope) = self.scopes.last_mut() {
            scope.filled = true; // its title is no longer the only text in it
        }
        self.outline.clauses.push(Clause {
            reference: self.register.unique(reference),
            part,
            headings: self.headings(),
            parent,
            page: piece.page,
            lines: (piece.number, piece.number),
            text: String::new(),
        });
        self.outline.clauses.len() - 1
    }

    /// The headings that are open, the outermost first.
    fn headings(&self) -> Vec<String> {
        let mut headings: Vec<String> = Vec::new();
        let heading = self.place.heading.as_ref();
        let stands = heading.map_or(0, |heading| heading.depth.unwrap_or(usize::MAX).min(self.scopes.len()));
        for (depth, scope) in self.scopes.iter().enumerate() {
            headings.extend(heading.filter(|_| depth == stands).map(|heading| heading.text.clone()));
            headings.extend(scope.title.clone());
        }
        headings.extend(heading.filter(|_| stands == self.scopes.len()).map(|heading| heading.text.clone()));
        headings
    }

    /// The reference of the clause that begins here, within its part, and its parent.
    fn name(&mut self) -> (String, Option<usize>) {
        let names = self.plan.tongue.names();
        let next = self.outline.clauses.len();
        let above_clause = |scopes: &[Scope]| scopes.iter().rev().find_map(|scope| scope.clause);
        match self.place.here {
            Here::Opening => {
                self.place.opening = Some(next);
                self.place.lead = self.outline.parts.last().filter(|part| !part.name.is_empty()).map(|_| next);
                let numbered = self.plan.stretch(self.stretch).is_some_and(|stretch| stretch.numbers > 0);
                let whole = !numbered && self.outline.parts.last().is_some_and(|part| !part.name.is_empty());
                (if whole { String::new() } else { names.opening.to_owned() }, None)
            }
            Here::Closing => (names.closing.to_owned(), None),
            Here::Recitals => (names.recitals.to_owned(), None),
            Here::Heading => {
                self.place.lead = Some(next);
                let (heading, within) =
                    self.place.heading.as_ref().map_or(("", 0), |heading| (heading.text.as_str(), heading.within));
                let above = self.steps().get(..within).map(|steps| self.manner.cite(steps)).unwrap_or_default();
                let parent = self.scopes.get(..within).and_then(above_clause);
                (if above.is_empty() { format!("\"{heading}\"") } else { format!("{above}, \"{heading}\"") }, parent)
            }
            Here::AfterList => (format!("{}{}", self.cite(), names.after_list), above_clause(&self.scopes)),
            Here::Number => {
                let parent = self.scopes.split_last().and_then(|(_, scopes)| above_clause(scopes));
                if let Some(scope) = self.scopes.last_mut() {
                    scope.clause = Some(next);
                }
                let opening = self.place.opening.filter(|_| !self.place.begun && self.scopes.len() == 1);
                (self.cite(), parent.or(opening).or_else(|| self.lead()))
            }
        }
    }

    /// The clause without a number that announces the items of a list.
    fn lead(&self) -> Option<usize> {
        let [item] = self.scopes.as_slice() else { return None };
        let announces = |lead: &usize| self.outline.clauses.get(*lead).is_some_and(|clause| clause.text.ends_with(':'));
        self.place.lead.filter(|lead| item.title.is_none() && announces(lead))
    }

    fn steps(&self) -> Vec<Step> {
        let titled = |scope: &Scope| scope.title.is_some() || (scope.clause.is_none() && scope.filled);
        self.scopes.iter().map(|scope| Step { reading: scope.reading, titled: titled(scope) }).collect()
    }

    /// The reference of the innermost number within its part.
    pub(super) fn cite(&self) -> String {
        let names = self.plan.tongue.names();
        let dutch = self.plan.tongue == Tongue::Dutch;
        let steps = self.steps();
        let bare = Manner { tongue: self.plan.tongue, word: String::new() };
        if self.place.recitals {
            return format!("{}{}", names.recital, bare.cite(&steps));
        }
        if !self.place.begun {
            let list = if dutch { " onder " } else { ", " };
            return format!("{}{list}{}", names.opening, bare.cite(&steps));
        }
        let Some(root) = self.scopes.first() else { return String::new() };
        let stretch = self.plan.stretch(self.stretch);
        let article = matches!(root.reading.style, Style::Article(_));
        let anew = stretch.is_some_and(|stretch| stretch.anew) && !article && root.reading.style != Style::Decimal;
        let listed = self.place.heading.is_some() && self.lead().is_some();
        if let Some(heading) = self.place.heading.as_ref().filter(|_| anew || listed) {
            let list = if dutch { " lid " } else { ", " };
            return format!("\"{}\"{list}{}", heading.text, bare.cite(&steps));
        }
        let cited = self.manner.cite(&steps);
        let again = article && stretch.is_some_and(|stretch| stretch.repeats(root.run, root.reading.path.figures()));
        match root.title.as_deref().and_then(title::first_word).filter(|_| again) {
            None => cited,
            Some(word) => {
                let number = self.manner.cite(steps.get(..1).unwrap_or_default());
                let rest = cited.strip_prefix(number.as_str()).filter(|rest| !rest.starts_with('.'));
                rest.map_or_else(|| format!("{cited} ({word})"), |rest| format!("{number} ({word}){rest}"))
            }
        }
    }
}
