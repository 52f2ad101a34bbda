// Package wording finds a catalog's terms in sentences. A sentence becomes tokens; each term is a short pattern of words; all terms are
// found in one walk over the tokens, whatever their number, because they share a tree that is entered by the first word.
//
// A term is written as words with spaces between them. A word stands for all words with its stem: "approve" finds approved, approval and
// approves. Marks change that:
//
//	=log        this word and no other form of it
//	approv*     any word that begins so
//	sign|approv*  one or the other
//	..          up to three words in between
//	...         up to eight
//
// Case, hyphens, apostrophes and British spelling make no difference.
package wording
