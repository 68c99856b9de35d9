//! What was written down before, to go back to and forward again.

use super::Notebook;

/// The most steps that are kept.
const MOST: usize = 500;

/// A notebook with its past and what was undone.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct History {
    past: Vec<Notebook>,
    now: Notebook,
    undone: Vec<Notebook>,
}

impl History {
    /// A notebook without a past.
    pub fn of(now: Notebook) -> Self {
        Self { now, ..Self::default() }
    }

    /// The notebook as it is.
    pub fn now(&self) -> &Notebook {
        &self.now
    }

    /// Writes down; what was undone is forgotten. Whether anything changes: if not, nothing is to be undone.
    pub fn write(&mut self, next: Notebook) -> bool {
        if next == self.now {
            return false;
        }
        self.past.push(std::mem::replace(&mut self.now, next));
        self.undone.clear();
        if self.past.len() > MOST {
            self.past.remove(0);
        }
        true
    }

    /// Takes in what others made of `before`, now and in all that can be gone back and forward to.
    pub fn adopt(&mut self, before: &Notebook, theirs: &Notebook) {
        for own in self.past.iter_mut().chain([&mut self.now]).chain(&mut self.undone) {
            *own = own.merged(before, theirs);
        }
    }

    /// Goes a step back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.undone.push(std::mem::replace(&mut self.now, before));
        true
    }

    /// Goes a step forward again; whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(next) = self.undone.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.now, next));
        true
    }
}
