// The top of a review: what the rules say to do, and why.

import { h } from './dom.js'
import { asQuotes, badge, pageLink, quoteList } from './parts.js'
import { isSOC2, seems } from './steps.js'
import { capital, count, outcomeMark } from './words.js'

/** @typedef {import('./types.d.ts').Review} Review */
/** @typedef {import('./types.d.ts').Report} Report */

/** @param {Review} review @param {Report | null} report */
export function verdictBanner(review, report) {
  if (!isSOC2(review)) {
    const words = seems(review)
    return h(
      'section',
      { class: 'verdict unknown', 'aria-labelledby': 'verdict' },
      h('h2', { id: 'verdict' }, 'Not judged'),
      h('p', {}, `${capital(words)}. Ask the vendor for the SOC 2 report itself.`),
    )
  }
  const said = report?.assessment?.recommendation
  const mark = outcomeMark(said?.outcome ?? review.summary?.recommendation)
  const reasons = said?.reasons ?? []
  return h(
    'section',
    { class: `verdict ${mark.tone}`, 'aria-labelledby': 'verdict' },
    h('p', { class: 'kicker' }, 'Recommendation by stated rules; people decide'),
    h('h2', { id: 'verdict' }, h('span', { class: 'sign', 'aria-hidden': 'true' }, mark.icon), mark.word),
    h('p', { class: 'means' }, said?.means ?? mark.means),
    h('h3', {}, reasons.length > 0 ? count(reasons.length, 'reason') : 'Reasons'),
    reasons.length === 0
      ? h('p', {}, mark.tone === 'good' ? 'No rule speaks against relying on this report.' : 'The server gave none.')
      : h(
          'ol',
          { class: 'reasons' },
          reasons.map((r) => reason(r, review.document_id, mark.word)),
        ),
    said &&
      said.conditions.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, `${count(said.conditions.length, 'condition')} to agree`),
        h(
          'ul',
          {},
          said.conditions.map((c) => h('li', {}, c.text)),
        ),
      ),
  )
}

/** @param {import('./types.d.ts').Reason} r @param {string} document @param {string} overall */
function reason(r, document, overall) {
  const mark = outcomeMark(r.outcome)
  return h(
    'li',
    {},
    h(
      'details',
      {},
      h(
        'summary',
        {},
        h('span', { class: 'what' }, r.text),
        mark.word !== overall && badge(mark, 'leads to'),
        h('span', { class: 'reason' }, firstGround(r)),
      ),
      h(
        'ul',
        { class: 'grounds' },
        r.grounds.map((g) =>
          h(
            'li',
            {},
            h('p', {}, g.text),
            g.evidence.length > 0
              ? quoteList(document, asQuotes(g.evidence))
              : g.pages.length > 0 &&
                  h(
                    'p',
                    { class: 'links' },
                    g.pages.map((p) => pageLink(document, p)),
                  ),
          ),
        ),
      ),
    ),
  )
}

/** @param {import('./types.d.ts').Reason} r */
function firstGround(r) {
  const rest = r.grounds.length - 1
  return [r.grounds[0]?.text ?? '', rest > 0 && ` And ${count(rest, 'more', 'more')}.`]
}
