// How the scores came about, step by step. A number never stands without its arithmetic.

import { h } from './dom.js'
import { badge } from './parts.js'
import { statusMark } from './words.js'

/** @typedef {import('./types.d.ts').Report} Report */
/** @typedef {import('./types.d.ts').Step} Step */

/** @param {Report} report */
export function scoreSection(report) {
  const scores = report.assessment?.scores
  if (!scores) return undefined
  /** @type {[string, import('./types.d.ts').Score][]} */
  const shown = [
    ['AI coverage', scores.ai_coverage],
    ['Report assurance', scores.report_assurance],
    ['Reliability of the report', scores.reliability],
  ]
  return h(
    'section',
    { class: 'scores', 'aria-labelledby': 'scores' },
    h('h2', { id: 'scores' }, 'How the scores come about'),
    h('p', { class: 'small' }, 'Scores rank; they decide nothing. What is unknown earns nothing and widens the range.'),
    shown.map(([name, s]) =>
      h(
        'details',
        { class: 'card' },
        h(
          'summary',
          {},
          h('span', { class: 'what' }, name),
          h('span', {}, between(s), h('span', { class: 'small' }, ` of 100, ${Math.round(s.completeness)} % answered`)),
        ),
        h('ul', { class: 'sum' }, step(s.steps)),
      ),
    ),
  )
}

const round = (/** @type {number} */ n) => (Math.round(n * 10) / 10).toString()

/** @param {import('./types.d.ts').Score} s */
const between = (s) => (s.high - s.value < 0.05 ? round(s.value) : `${round(s.value)} to ${round(s.high)}`)

/** @param {Step} s @returns {HTMLElement} */
function step(s) {
  const value = s.unknown
    ? badge(statusMark('unknown'))
    : h('span', { class: 'value' }, (Math.round(s.value * 1000) / 1000).toString())
  return h(
    'li',
    {},
    h('p', {}, s.label, ' ', value),
    s.formula && h('p', { class: 'small' }, s.formula),
    s.children && s.children.length > 0 && h('ul', {}, s.children.map(step)),
  )
}
