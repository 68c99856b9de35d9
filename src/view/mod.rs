//! What to show, without colours or widths: the one presentation that the screen and the exports read, so that they cannot
//! disagree. Only labels have a width, which is the same everywhere.

mod apparatus;
mod beside;
mod cut;
mod disagreement;
mod flow;
mod framing;
mod label;
mod matrix;
mod outline;
mod overview;
mod piece;
mod revision;
mod search;
mod synopsis;
mod utterance;
mod voice;

pub use apparatus::{Apparatus, Line, apparatus};
pub use beside::{Beside, beside};
pub use disagreement::{Disagreement, disagreements};
pub use flow::{Paragraph, Stretch, StretchKind, flow};
pub use framing::{Framing, Named, Referent, framing};
pub use label::Labels;
pub use matrix::{Closeness, matrix, matrix_row};
pub use outline::{Entry, outline};
pub use overview::{
    Alone, AloneLine, DifferenceLine, Extent, LeftOut, NamedLine, NamedSo, Overview, ReadingLine, Rests, Sign,
    SourceLine, Spread, ToldLine, overview,
};
pub use piece::{Mark, Piece, base_passage, pieces};
pub use revision::{Step, revision};
pub use search::{Hit, Query, search};
pub use synopsis::{Aside, Cell, Level, Row, Synopsis, Telling, alike, levels, row, synopsis};
pub use utterance::{Utterance, Wording, utterances};
pub use voice::voice;
