// The findings in groups, filtered by what the address says, each opening into its quotes and the decision over it.

import { choice, h, replace } from './dom.js'
import { decisionPart } from './decide.js'
import { badge, empty, quoteList } from './parts.js'
import { filtered, filterOf, grouped, isDecided, queryOf, standing } from './sort.js'
import { groupName, severityMark, statusMark, verdictMark } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Finding} Finding */
/** @typedef {import('./types.d.ts').Review} Review */

/**
 * @param {Context} context @param {Review} review @param {Finding[]} findings
 * @param {(f: Finding) => {node: HTMLElement, draw: () => void}} more  what stands under the decision
 */
export function findingsSection(context, review, findings, more) {
  const title = h('h2', { id: 'findings' }, 'Findings')
  if (findings.length === 0) {
    return h(
      'section',
      { 'aria-labelledby': 'findings' },
      title,
      empty(
        'No findings',
        h('p', {}, 'Nothing was derived from this document. See above what it is and which pages were read.'),
      ),
    )
  }
  const filter = filterOf(context.query)
  const count = h('p', { class: 'small', role: 'status' })
  /** @type {Map<string, HTMLElement>} rows keep what is open and typed while the filter changes */
  const rows = new Map(findings.map((f) => [f.id, row(context, review, f, more(f))]))
  const list = h('div', { class: 'groups' })
  const draw = () => {
    const left = filtered(findings, filter)
    count.textContent = `${left.length} of ${findings.length} findings, ${findings.filter(isDecided).length} decided`
    replace(list, left.length === 0 ? nothing : grouped(left).map(([kind, of]) => group(kind, of, rows)))
  }
  const change = () => {
    history.replaceState(null, '', location.pathname + queryOf(filter))
    draw()
  }
  const nothing = h('p', { class: 'empty' }, 'No finding fits. Widen the filter.')
  const bar = filters(findings, filter, change)
  draw()
  keys(list)
  printing(context, list)
  return h(
    'section',
    { class: 'findings', 'aria-labelledby': 'findings' },
    h('div', { class: 'head' }, title, count),
    bar,
    list,
  )
}

/** @param {Finding[]} findings @param {import('./sort.js').Filter} filter @param {() => void} change */
function filters(findings, filter, change) {
  const kinds = grouped(findings).map(
    ([kind, of]) => /** @type {[string, string]} */ ([kind, `${groupName(kind)} (${of.length})`]),
  )
  const statuses = [...new Set(findings.map((f) => standing(f).status))].map(
    (s) => /** @type {[string, string]} */ ([s, statusMark(s).word]),
  )
  const all = /** @type {[string, string]} */ (['', 'All'])
  const group = choice('Group', [all, ...kinds], filter.group)
  const status = choice('Status', [all, ...statuses], filter.status)
  const decided = choice('Decision', [all, ['no', 'To decide'], ['yes', 'Decided']], filter.decided)
  group.select.addEventListener('change', () => ((filter.group = group.select.value), change()))
  status.select.addEventListener('change', () => ((filter.status = status.select.value), change()))
  decided.select.addEventListener('change', () => ((filter.decided = decided.select.value), change()))
  return h(
    'form',
    { class: 'filters', 'aria-label': 'Filter findings', onsubmit: (/** @type {Event} */ e) => e.preventDefault() },
    group.node,
    status.node,
    decided.node,
  )
}

/** @param {string} kind @param {Finding[]} of @param {Map<string, HTMLElement>} rows */
function group(kind, of, rows) {
  const id = `group-${kind}`
  return h(
    'section',
    { 'aria-labelledby': id },
    h(
      'h3',
      { id },
      groupName(kind),
      h('span', { class: 'count' }, h('span', { class: 'visually-hidden' }, ', '), of.length),
    ),
    h(
      'ul',
      { class: 'card rows' },
      of.map((f) => rows.get(f.id)),
    ),
  )
}

/** @param {Context} context @param {Review} review @param {Finding} f @param {{node: HTMLElement, draw: () => void}} more */
function row(context, review, f, more) {
  const summary = h('summary', {})
  const body = h('div', { class: 'finding' })
  const details = h('details', { id: `finding-${f.id}` }, summary, body)
  const node = h('li', {}, details)
  const draw = () => {
    const now = standing(f)
    const marked = isDecided(f) ? badge(verdictMark(f.decision.verdict), 'decision') : undefined
    replace(
      summary,
      h(
        'span',
        { class: 'marks' },
        badge(statusMark(now.status, now.severity), 'status'),
        f.severity && badge(severityMark(now.severity), 'severity'),
      ),
      h('span', { class: 'text' }, h('span', { class: 'what' }, title(f)), h('span', { class: 'reason' }, f.reason)),
      marked,
    )
  }
  draw()
  const decision = decisionPart(context, review, f, draw)
  details.addEventListener('toggle', decision.draw, { once: true })
  details.addEventListener('toggle', more.draw, { once: true })
  const quotes = f.quotes ?? []
  const flags = f.flags ?? []
  replace(
    body,
    flags.length > 0 &&
      h(
        'p',
        { class: 'flags' },
        'Flags: ',
        flags.map((flag) => h('span', { class: 'flag' }, flag.replaceAll('-', ' '))),
      ),
    quotes.length > 0
      ? quoteList(review.document_id, quotes)
      : h('p', { class: 'small' }, 'No words on any page that was read show this: what is missing has no quote.'),
    decision.node,
    more.node,
  )
  return node
}

/** @param {Finding} f */
const title = (f) => (/[A-Z0-9]/.test(f.ref) && !f.title.includes(f.ref) ? `${f.ref} ${f.title}` : f.title)

/** j and k move between findings while one has the focus; elsewhere the keys are left alone. @param {HTMLElement} list */
function keys(list) {
  list.addEventListener('keydown', (event) => {
    const step = { j: 1, k: -1 }[event.key]
    if (
      !step ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      !(event.target instanceof HTMLElement) ||
      !event.target.matches('.rows > li > details > summary')
    )
      return
    const all = [...list.querySelectorAll('.rows > li > details > summary')]
    const next = all[all.indexOf(event.target) + step]
    if (next instanceof HTMLElement) next.focus()
    event.preventDefault()
  })
}

/** On paper everything is open. @param {Context} context @param {HTMLElement} list */
function printing(context, list) {
  /** @type {HTMLDetailsElement[]} */
  let opened = []
  const { signal } = context
  const before = () => {
    opened = [...(list.closest('.review') ?? list).querySelectorAll('details')].filter((d) => !d.open)
    for (const d of opened) d.open = true
  }
  const after = () => {
    for (const d of opened) d.open = false
    opened = []
  }
  addEventListener('beforeprint', before, { signal })
  addEventListener('afterprint', after, { signal })
}
