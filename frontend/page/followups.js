// Conditions, questions to the vendor, and remediations: who answers by when, the answer, and its evidence.

import { call } from './api.js'
import { choice, field, h, newID, replace } from './dom.js'
import { badge, form } from './parts.js'
import { count, day, followUpKinds, followUpMark, followUpStatuses, may, severityMark, editable } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Doc} Doc */
/** @typedef {import('./types.d.ts').FollowUp} FollowUp */
/** @typedef {import('./types.d.ts').Review} Review */
/** @typedef {import('./names.js').Names} Names */
/** @typedef {{context: Context, review: Review, documents: Doc[], names: Names}} Around */

const rank = editable.severities
const locked = ['approved', 'rejected', 'expired']

/** @param {Around} around @param {FollowUp[]} list */
export function followUpSection(around, list) {
  const { context, review } = around
  const groups = h('div', { class: 'groups' })
  const summary = h('p', { class: 'small', role: 'status' })
  const draw = () => {
    const open = list.filter((f) => f.status === 'open').length
    summary.textContent = list.length === 0 ? 'None' : `${count(open, 'open', 'open')} of ${list.length}`
    replace(
      groups,
      followUpKinds.map(([kind, , plural]) => {
        const of = list
          .filter((f) => f.kind === kind)
          .sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity))
        return (
          of.length > 0 && [
            h('h3', {}, plural, h('span', { class: 'count' }, of.length)),
            h(
              'ul',
              { class: 'rows card' },
              of.map((f) => rows.get(f) ?? kept(f)),
            ),
          ]
        )
      }),
    )
  }
  /** @type {Map<FollowUp, HTMLElement>} */
  const rows = new Map()
  const kept = (/** @type {FollowUp} */ f) => {
    const node = followUpRow(around, f, draw)
    rows.set(f, node)
    return node
  }
  draw()
  return h(
    'section',
    { class: 'findings', id: 'follow-ups', 'aria-labelledby': 'follow-ups-title' },
    h('div', { class: 'head' }, h('h2', { id: 'follow-ups-title' }, 'To do and to answer'), summary),
    groups,
    may(context.me.role, 'finding.add') &&
      addition(
        around,
        (f) => {
          list.push(f)
          draw()
        },
        locked.includes(review.state),
      ),
  )
}

/** @param {Around} around @param {FollowUp} f  changed in place @param {() => void} changed */
function followUpRow(around, f, changed) {
  const summary = h('summary', {})
  const body = h('div', { class: 'finding' })
  const details = h('details', {}, summary, body)
  const draw = () => {
    const overdue = f.status === 'open' && f.due !== '' && f.due < new Date().toISOString().slice(0, 10)
    replace(
      summary,
      h(
        'span',
        { class: 'marks' },
        badge(followUpMark(overdue ? 'overdue' : f.status), 'status'),
        badge(severityMark(f.severity), 'severity'),
      ),
      h(
        'span',
        { class: 'text' },
        h('span', { class: 'what' }, f.text),
        h(
          'span',
          { class: 'reason' },
          `${f.owner ? `With ${around.names.of(f.owner)}` : 'Nobody has it yet'} · ${f.due ? `due ${day(f.due)}` : 'no date'}`,
        ),
      ),
    )
  }
  const fillBody = () => {
    const doc = around.documents.find((d) => d.id === f.document_id)
    replace(
      body,
      f.why && h('p', {}, f.why),
      f.answer && h('p', { class: 'said' }, h('strong', {}, 'Answer'), h('q', {}, f.answer)),
      f.document_id && h('p', {}, 'Evidence: ', evidence(f.document_id, doc?.name ?? 'a document')),
      may(around.context.me.role, 'follow-up.answer') &&
        progressForm(around, f, () => {
          changed()
          draw()
          fillBody()
          summary.focus()
        }),
    )
  }
  draw()
  details.addEventListener('toggle', fillBody, { once: true })
  return h('li', {}, details)
}

/** @param {string} id @param {string} name */
const evidence = (id, name) =>
  h('a', { href: `/api/v1/documents/${encodeURIComponent(id)}/file`, target: '_blank', rel: 'noopener' }, name)

/** @param {Around} around @param {FollowUp} f @param {() => void} done */
function progressForm({ context, documents, names }, f, done) {
  const owner = choice('Who has it', names.choices(f.owner), f.owner)
  const due = field('Due', { type: 'date', value: f.due })
  const status = choice('Status', followUpStatuses, f.status)
  const id = newID()
  const answer = h('textarea', { id, rows: 3, maxlength: 5000 }, f.answer)
  const files = /** @type {[string, string][]} */ ([['', 'None'], ...documents.map((d) => [d.id, d.name])])
  const proof = choice('Evidence: a document of this vendor', files, f.document_id)
  const adapt = () => (answer.required = ['answered', 'dropped'].includes(status.select.value))
  status.select.addEventListener('change', adapt)
  adapt()
  const text = h('div', { class: 'field full' }, h('label', { for: id }, 'Answer, or why it was dropped'), answer)
  return form(
    { action: 'Keep it', busy: 'Keeping…', label: `Progress: ${f.text.slice(0, 80)}`, class: 'stack fields' },
    [owner.node, due.node, status.node, proof.node, text],
    async () => {
      const body = {
        owner: owner.select.value,
        due: due.input.value,
        status: status.select.value,
        answer: answer.value.trim(),
        document_id: proof.select.value,
      }
      Object.assign(
        f,
        await call(`/follow-ups/${encodeURIComponent(f.id)}`, { method: 'PUT', body, version: f.version }),
      )
      context.say(`${followUpMark(f.status).word}: ${f.text}`)
      done()
    },
  )
}

/** @param {Around} around @param {(f: FollowUp) => void} added @param {boolean} signed  conditions are part of what is signed */
function addition({ context, review, names }, added, signed) {
  const kinds = followUpKinds.filter(([kind]) => !(signed && kind === 'condition'))
  const kind = choice(
    'Kind',
    kinds.map(([value, one]) => /** @type {[string, string]} */ ([value, one])),
    'question',
  )
  const severity = choice(
    'Severity',
    rank.map((s) => /** @type {[string, string]} */ ([s, severityMark(s).word])),
    'medium',
  )
  const owner = choice('Who has it', names.choices(''), '')
  const due = field('Due', { type: 'date' })
  const id = newID()
  const text = h('textarea', { id, rows: 2, maxlength: 4000, required: true })
  const what = h('div', { class: 'field full' }, h('label', { for: id }, 'What is to be done or answered'), text)
  return h(
    'details',
    { class: 'ask gap' },
    h('summary', {}, 'Add a question, a remediation or a condition'),
    form(
      { action: 'Add it', busy: 'Adding…', quiet: true, label: 'Add something to do', class: 'stack fields' },
      [what, kind.node, severity.node, owner.node, due.node],
      async () => {
        const body = {
          kind: kind.select.value,
          severity: severity.select.value,
          owner: owner.select.value,
          due: due.input.value,
          text: text.value.trim(),
        }
        added(await call(`/reviews/${encodeURIComponent(review.id)}/follow-ups`, { method: 'POST', body }))
        context.say('Added')
        text.value = ''
        due.input.value = ''
      },
    ),
  )
}
