//! What to show, without colours or widths: the one presentation that the screen and the exports read, so that they cannot
//! disagree. Only labels have a width, which is the same everywhere.

mod beside;
mod count;
mod cut;
mod disagreement;
mod flow;
mod framing;
mod heat;
mod label;
mod matrix;
mod outline;
mod overview;
mod piece;
mod revision;
mod search;
mod synopsis;
mod utterance;
mod variant;
mod voice;
mod weave;

pub use beside::{Beside, beside, found_beside};
pub use count::counted;
pub use disagreement::{Disagreement, disagreements, doubts};
pub use flow::{Paragraph, Stretch, StretchKind, flow};
pub use framing::{Framing, Named, Referent, framing};
pub use heat::{Heat, heat};
pub use label::Labels;
pub use matrix::{Closeness, matrix, matrix_row};
pub use outline::{Entry, outline};
pub use overview::{
    Alone, AloneLine, DifferenceLine, Extent, LeftOut, NamedLine, NamedSo, Overview, ReadingLine, Rests, Sign,
    SourceLine, Spread, ToldLine, overview, overview_before,
};
pub use piece::{Mark, Piece, alike, base_passage, pieces};
pub use revision::{Step, revision};
pub use search::{Hit, Query, search};
pub use synopsis::{Block, Pointer, Row, Segment, Standing, Synopsis, synopsis};
pub use utterance::{Utterance, Wording, utterances};
pub use variant::{Variant, VariantReading, Variants, variants};
pub use voice::voice;
pub use weave::{Item, Slot, weave};
