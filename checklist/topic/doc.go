// Package topic tells what a passage is about by all of its words together, where no rule of the checklist recognizes how it is said.
//
// Each item has a weight for each stem of a word: above zero for words that passages on the item use more than others, below zero for
// words of its neighbors and near misses. The sum over the different stems of a passage, divided by the root of their number, is the
// passage's score. The weights are learned from labeled passages by cmd/countersign-topics; the file that holds them is data, written by that tool
// and never by hand. A score says nothing about who does what: whoever uses it must see to plans, exclusions and near misses as with
// every other finding.
package topic
