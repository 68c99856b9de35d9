//! What to show, without colours or widths.
