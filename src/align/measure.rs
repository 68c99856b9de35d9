//! Measures: what is known of a pair of units, as numbers that the link model weighs.

macro_rules! measures {
    ($(#[$what:meta])+ $all:ident: $($(#[$doc:meta])+ $name:ident,)+) => {
        $(#[$what])+
        #[derive(Clone, Copy, PartialEq, Debug, Default)]
        pub struct $all { $($(#[$doc])+ pub $name: f32,)+ }

        impl $all {
            /// Their names, in order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name),)+];

            /// The measures, in the order of their names.
            pub fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name,)+]
            }
        }
    };
}

pub(crate) use measures;

measures! {
    /// What is measured of a pair of units of two sources.
    Measures:
    /// Weight of the words that match, the mean of both directions.
    matched,
    /// Its square root.
    root_matched,
    /// The share of both units' weight that matches.
    dice,
    /// The greatest share of two clauses' weight that matches, short clauses held down.
    clause,
    /// The greatest share of one clause that the other unit tells, short clauses held down.
    contained,
    /// The greater share of a unit's weight that the other covers.
    cover,
    /// The share of what either means that the other tells in whatever words, the lesser of the two.
    meaning,
    /// The greater of the two.
    meant,
    /// Root of the sum over shared words of 1 / (units of the one source with it × units of the other with it).
    exclusive,
    /// The same sum over numbers and dates.
    exclusive_numbers,
    /// Weight of shared words that are no names.
    plain,
    /// Root of the weight of the longest run of equal words.
    run,
    /// Root of the weight of words that both have between quotation marks.
    quoted,
    /// The share of the lighter unit's quoted weight that the other quotes too.
    quoted_share,
    /// Distance of the two places, each as a share of its source.
    order,
    /// Both stand among the first three units of their source.
    both_lead,
    /// One of them stands among the first three units of its source.
    either_lead,
    /// One of them opens its source.
    opening,
    /// How many units of the other's source match either better: the sum of two logarithms of 1 + number.
    rank,
    /// The same by what they mean.
    meaning_rank,
    /// How much better they match than either does with any other unit of the other's source.
    margin,
    /// How well both match with whatever they are compared with, in the mean of their best thirty.
    hub,
    /// The best match of one with a neighbour of the other.
    side,
    /// The best match of a neighbour of one with a neighbour of the other.
    diagonal,
    /// The best match by way of a unit of a third source.
    bridge,
    /// Cosine of one with the other and its neighbours, the smaller direction.
    wide,
}

measures! {
    /// What is measured of a pair of statements, of two sources or of one.
    Likeness:
    /// Root of the weight of the words that match, the mean of both directions.
    matched,
    /// The share of both statements' weight that matches, short ones held down.
    dice,
    /// The lesser share of a statement's weight that the other covers, short ones held down.
    least_cover,
    /// The greater share.
    most_cover,
    /// Root of the sum over shared words of 1 / (units of the one source with it × units of the other with it).
    exclusive,
    /// The same sum over numbers and dates.
    exclusive_numbers,
    /// Weight of shared words that are no names.
    plain,
    /// Root of the weight of the longest run of equal words.
    run,
    /// Root of the weight of words that both have between quotation marks.
    quoted,
    /// The share of the lighter statement's quoted weight that the other quotes too.
    quoted_share,
    /// The share of what either means that the other tells, the lesser.
    least_meant,
    /// The greater.
    most_meant,
    /// The weight of what both tell of each other's meaning, the lesser.
    meant,
    /// Cosine of what they mean.
    cosine,
    /// Logarithm of the lesser weight of meaning.
    least_weight,
    /// Logarithm of the greater.
    most_weight,
    /// How sure the link model is of their sentences, as a logarithm of odds; 0 in one source.
    sentences,
    /// How well they match beside the best two statements of their sentences.
    among,
    /// Distance of the two places, each as a share of its source.
    order,
    /// Both stand among the first three sentences of their source.
    both_lead,
    /// One of them does.
    either_lead,
    /// They are of one source.
    own,
    /// They stand beside each other.
    beside,
    /// How many statements of the other's source match either better: the sum of two logarithms of 1 + number. This and what
    /// follows look at what a first model thinks of all pairs.
    rank,
    /// How much better they match than either does with any other statement of the other's source.
    margin,
    /// How well both match with whatever they are compared with, in the mean of their best thirty.
    hub,
    /// The best match of one with a neighbour of the other.
    side,
    /// The best match of a neighbour of one with a neighbour of the other.
    diagonal,
    /// The best match by way of a statement of a third source.
    bridge,
    /// What the first model thinks.
    first,
}
