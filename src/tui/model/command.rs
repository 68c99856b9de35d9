//! Commands: everything a reader can want, each with a name for the palette and a line for the help.

use super::page::Page;

/// Makes the enum, the list of all commands, and their names and help from one table.
macro_rules! commands {
    ($($variant:ident $name:literal $help:literal;)*) => {
        /// What the reader wants.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Command {
            $(#[doc = $help] $variant,)*
            /// Shows a screen.
            Show(Page),
        }

        impl Command {
            /// All commands that show no screen, in the order of the help.
            pub const OWN: &'static [Self] = &[$(Self::$variant,)*];

            /// The name by which the palette finds it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* Self::Show(page) => page.name }
            }

            /// What it does, in a few words.
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)* Self::Show(page) => page.help }
            }
        }
    };
}

commands! {
    Next "next" "next row, or next entry";
    Previous "previous" "previous row, or previous entry";
    SourceRight "source-right" "next source";
    SourceLeft "source-left" "previous source";
    Open "open" "open an entry; the row in full; then its source";
    Return "return" "close, or go back to where you were";
    First "first" "first row or entry";
    Last "last" "last row or entry";
    HalfDown "half-page-down" "half a page down";
    HalfUp "half-page-up" "half a page up";
    PageDown "page-down" "a page down";
    PageUp "page-up" "a page up";
    LineDown "line-down" "a line down";
    LineUp "line-up" "a line up";
    NextAlone "next-only-here" "next text that one source tells alone";
    PreviousAlone "previous-only-here" "previous text that one source tells alone";
    Base "base" "read all against the focused source";
    Common "common" "mark the words that all who tell it have";
    Reasons "reasons" "why these passages are taken for the same";
    Fold "fold" "fold or open what the source has alone here";
    FoldAll "fold-all" "fold or open all long texts that one source has alone";
    FoldBoilerplate "fold-boilerplate" "fold or open what is no part of the story";
    PaneDown "pane-down" "scroll the lower pane down";
    PaneUp "pane-up" "scroll the lower pane up";
    PaneHigher "pane-higher" "make the lower pane higher";
    PaneLower "pane-lower" "make the lower pane lower";
    Zoom "zoom" "one source in the whole width, and back";
    Wider "wider" "wider columns, fewer of them";
    Narrower "narrower" "narrower columns, more of them";
    Hide "hide" "hide the focused source's column";
    MoveRight "move-right" "move the column to the right";
    MoveLeft "move-left" "move the column to the left";
    Columns "columns" "choose and order the columns";
    Search "search" "search all sources as you type";
    NextHit "next-hit" "next place found; without a search, next difference";
    PreviousHit "previous-hit" "previous place found, or difference";
    Sort "sort" "sort the list another way";
    Filter "filter" "filter the list: words, +A told by A, -A not";
    Back "back" "back to the place before";
    Forward "forward" "forward again";
    CopyPassage "copy-passage" "copy the focused passage";
    CopyCitation "copy-citation" "copy the passage with its source, title, date and place";
    CopyParallel "copy-parallel" "copy all passages of the parallel";
    Note "note" "write a note on the focused passage";
    Bookmark "bookmark" "bookmark the focused passage, or take the bookmark away";
    Pick "pick" "pick the focused passage for a correction";
    Link "link" "correct: the picked passages say what the focused one says";
    Unlink "unlink" "correct: the focused passage does not belong to the parallel";
    Split "split" "correct: the picked passages form a parallel of their own";
    Merge "merge" "correct: this parallel and the picked ones, or the next, are one";
    Boilerplate "boilerplate" "correct: the focused passage is no part of the story, or is";
    Name "name" "give the parallel a name";
    Undo "undo" "undo what was written or corrected";
    Redo "redo" "redo it";
    Export "export" "write the comparison to a file";
    Theme "theme" "next theme";
    Palette "palette" "find any command by its name";
    Help "help" "this help";
    Suspend "suspend" "back to the shell for a while; fg comes back";
    Quit "quit" "quit";
}

impl Command {
    /// It can be asked for while no story of a collection is open.
    pub fn is_storyless(self) -> bool {
        let moves = matches!(
            self,
            Self::Next
                | Self::Previous
                | Self::First
                | Self::Last
                | Self::HalfDown
                | Self::HalfUp
                | Self::PageDown
                | Self::PageUp
                | Self::LineDown
                | Self::LineUp
        );
        let lists = matches!(self, Self::Open | Self::Return | Self::Search | Self::Filter);
        let anywhere = matches!(self, Self::Theme | Self::Palette | Self::Help | Self::Suspend | Self::Quit);
        moves || lists || anywhere || matches!(self, Self::Show(page) if page.storyless)
    }
}
