// Package catalog holds the AI coverage checklist: one YAML file an item, the lexicon of the words it looks for, the families of near
// misses, and the corrections of the article that the checklist comes from.
//
// A folder of a customer's own files can add to it: a file with a new id adds an item, one with a known id takes the place of the
// built-in item. In shared/lexicon.yaml and shared/near-misses.yaml of the folder, new ids add concepts and families, and known ids add
// terms and phrases to the built-in ones.
//
// Loading checks everything and reports all mistakes at once, each with its file, line and field.
//
// # Rules
//
// An element's rules say in which words it is recognized. A rule is a list of groups joined by " + ", all of which must be found in a
// sentence; the alternatives in a group are parted by " / ". An alternative is a concept of the lexicon (@model) or a term in the notation
// of package wording. A group that begins with "! " must not be found. An object may also stand in the sentence before, in the heading
// above or in another cell of the row; an action must stand in the sentence itself.
//
// A rule that begins with "~ " counts only in a passage or row in which another rule of the item holds.
//
//	@model + @approve
//	~ @person + @qualification
//	@prompt-log + @retain / kept for + ! @backup
package catalog
