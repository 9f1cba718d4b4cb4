/** A text longer than this (UTF-16 units) is never matched: linear is not yet fast. */
export const maxMatchedLength = 65_536;
/** A pattern may be this long. */
export const maxPatternLength = 8_192;
/** Nodes of a pattern with its counted repeats written out. */
export const maxPatternSize = 12_000;
