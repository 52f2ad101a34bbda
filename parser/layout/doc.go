// Package layout turns the characters and rulings of pages into a document: words, lines, paragraphs and tables in reading order.
//
// It works in three passes. Words and ruled tables are found page by page (Analyze; pages may be analyzed in parallel). Furniture,
// which is what repeats from page to page (running headers, footers, page numbers, per-recipient stamps, watermarks), needs all
// pages and is set aside by Assemble. What is left of each page becomes blocks: paragraphs, and tables from rulings where there are
// any, else from white gutters. Tables and paragraphs that run over a page are left in pieces, marked as standing at the top of a
// page: whether a row continues the one before is a question of its meaning, which package anatomy answers.
//
// Coordinates here are display space: origin at the upper left of the page as a reader holds it, y downwards, in points.
// A Passage keeps the place of each of its words, so that any part of a text can be quoted with page and boxes.
package layout
