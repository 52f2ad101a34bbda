// What the report is: opinion, type, auditor, the covered period and the pages that were read.

import { h, svg } from './dom.js'
import { badge, pageLink } from './parts.js'
import { count, day, daysBetween, ranges, statusMark } from './words.js'

/** @typedef {import('./types.d.ts').Review} Review */
/** @typedef {import('./types.d.ts').Report} Report */

/** @param {Review} review @param {Report} report */
export function factSection(review, report) {
  const f = report.report
  const opinion = f.opinion_status === 'unread' ? 'unread' : f.opinion
  const mark =
    opinion === 'unread'
      ? { word: 'Unread: its pages could not be read', tone: 'unknown', icon: '?' }
      : statusMark(opinion)
  const cell = (/** @type {string} */ term, /** @type {import('./types.d.ts').Child} */ value) =>
    h('div', {}, h('dt', {}, term), h('dd', {}, value))
  return h(
    'section',
    { class: 'facts', 'aria-labelledby': 'facts' },
    h('h2', { id: 'facts', class: 'visually-hidden' }, 'The report'),
    h(
      'dl',
      { class: 'card' },
      cell('Opinion', badge(mark)),
      cell('Type', f.type ? `Type ${f.type}${f.draft ? ', draft' : ''}` : badge(statusMark('unknown'))),
      cell('Auditor', f.auditor ?? badge(statusMark('unknown'))),
      cell('System', report.system ?? badge(statusMark('unknown'))),
    ),
    h('div', { class: 'pair' }, period(f), pages(report.coverage)),
    report.notes.length > 0 &&
      h(
        'ul',
        { class: 'notes' },
        report.notes.map((n) =>
          h(
            'li',
            {},
            n.text,
            (n.pages ?? []).length > 0 && [
              ' ',
              (n.pages ?? []).slice(0, 8).map((p) => [pageLink(review.document_id, p), ' ']),
            ],
          ),
        ),
      ),
  )
}

/** @param {Report['report']} f */
function period(f) {
  const title = h('h3', {}, 'Covered period')
  const end = f.period_end ?? f.as_of
  if (!end)
    return h(
      'div',
      { class: 'card' },
      title,
      h('p', {}, badge(statusMark('unknown')), ' The report gives no period or date that could be read.'),
    )
  const today = new Date().toISOString().slice(0, 10)
  const gap = daysBetween(end, today)
  const start = f.period_start ?? end
  const total = Math.max(1, daysBetween(start, today))
  const covered = Math.min(100, Math.max(1.5, (100 * daysBetween(start, end)) / total))
  const after = gap > 0 ? `${count(gap, 'day')} since then that no report covers` : 'it ends in the future'
  const what = f.period_start
    ? `${day(f.period_start)} to ${day(end)}`
    : f.as_of
      ? `As of ${day(end)} only`
      : `Ends ${day(end)}; its begin is unknown`
  return h(
    'div',
    { class: 'card' },
    title,
    h('p', { class: 'big' }, what),
    strip([
      ['read', covered],
      ['gap', 100 - covered],
    ]),
    h('p', { class: 'small' }, `${after} (as of today, ${day(today)}).`),
  )
}

/** @param {Report['coverage']} c */
function pages(c) {
  const parts = [
    { name: 'read', word: `${c.text} read as text`, n: c.text },
    { name: 'ocr', word: `${c.ocr.length} recognized from pictures`, n: c.ocr.length },
    { name: 'blank', word: `${c.blank.length} blank`, n: c.blank.length },
    {
      name: 'unread',
      word: c.unread.length > 0 ? `${c.unread.length} unread: page ${ranges(c.unread)}` : 'none unread',
      n: c.unread.length,
    },
  ]
  const shown = parts.filter((p) => p.n > 0 || p.name === 'unread')
  const sum = Math.max(
    1,
    parts.reduce((n, p) => n + p.n, 0),
  )
  return h(
    'div',
    { class: 'card' },
    h('h3', {}, 'Pages read'),
    h('p', { class: 'big' }, `${c.text + c.ocr.length + c.blank.length} of ${c.pages}`),
    strip(parts.map((p) => [p.name, (100 * p.n) / sum])),
    h(
      'ul',
      { class: 'legend small' },
      shown.map((p) => h('li', { class: p.name }, p.word)),
    ),
    c.unread.length > 0 &&
      h(
        'p',
        { class: 'note' },
        'Nothing is known of what stands on unread pages; findings that depend on them read “unknown”.',
      ),
  )
}

/** A bar of parts in percent; the words beside it say the same. @param {[string, number][]} parts */
function strip(parts) {
  let x = 0
  const bars = parts.map(([name, width]) => {
    const bar = svg('rect', { class: name, x, y: 0, width, height: 10 })
    x += width
    return bar
  })
  return svg(
    'svg',
    { class: 'strip', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    ...bars,
  )
}
