// Living with a risk: one person asks for it until a day, another one answers.

import { call } from './api.js'
import { field, h, newID, replace } from './dom.js'
import { badge, form } from './parts.js'
import { acceptanceMark, day, may } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Acceptance} Acceptance */
/** @typedef {import('./types.d.ts').Finding} Finding */
/** @typedef {import('./names.js').Names} Names */

/**
 * What is asked and answered for a finding.
 * @param {Context} context @param {Finding} f @param {Acceptance[]} list  of the whole review @param {Names} names
 */
export function acceptancePart(context, f, list, names) {
  const node = h('div', { class: 'decision' })
  const draw = () => {
    const own = list.filter((a) => a.finding_id === f.id)
    const open = own.some((a) => a.status === 'requested')
    replace(
      node,
      own.map((a) => acceptance(context, a, names, draw)),
      may(context.me.role, 'finding.add') &&
        !open &&
        request(context, f, (a) => {
          list.push(a)
          draw()
        }),
    )
  }
  return { node, draw }
}

/** @param {Context} context @param {Acceptance} a  changed in place @param {Names} names @param {() => void} changed */
function acceptance(context, a, names, changed) {
  const over = a.status === 'approved' && a.expires_on < new Date().toISOString().slice(0, 10)
  const own = a.requested_by === context.me.id
  return h(
    'div',
    { class: 'acceptance' },
    h(
      'p',
      {},
      badge(acceptanceMark(over ? 'over' : a.status), 'risk acceptance'),
      ` until ${day(a.expires_on)}, asked for by ${names.of(a.requested_by)}`,
      a.decided_by && `, answered by ${names.of(a.decided_by)} on ${day(a.decided_at)}`,
    ),
    h('p', { class: 'said' }, h('q', {}, a.reason)),
    a.note && h('p', { class: 'said' }, h('strong', {}, 'Answer'), h('q', {}, a.note)),
    a.status === 'requested' && own && h('p', { class: 'small' }, 'You asked for this: somebody else answers it.'),
    a.status === 'requested' && !own && may(context.me.role, 'review.approve') && answerForm(context, a, changed),
  )
}

/** @param {Context} context @param {Acceptance} a @param {() => void} changed */
function answerForm(context, a, changed) {
  const name = newID()
  const id = newID()
  const radio = (/** @type {string} */ value, /** @type {string} */ words) =>
    h('label', { class: 'check' }, h('input', { type: 'radio', name, value, required: true }), h('span', {}, words))
  const group = h(
    'fieldset',
    {},
    h('legend', {}, 'Your answer'),
    radio('approve', 'We live with this risk until then'),
    radio('refuse', 'We do not'),
  )
  const note = h('textarea', { id, rows: 2, maxlength: 2000 })
  group.addEventListener(
    'change',
    () => (note.required = group.querySelector('input:checked')?.getAttribute('value') === 'refuse'),
  )
  const why = h('div', { class: 'field' }, h('label', { for: id }, 'Reason (needed for a no)'), note)
  return form({ action: 'Answer', busy: 'Answering…', label: 'Answer about the risk' }, [group, why], async () => {
    const way = group.querySelector('input:checked')?.getAttribute('value') ?? ''
    const path = `/risk-acceptances/${encodeURIComponent(a.id)}/${way}`
    Object.assign(a, await call(path, { method: 'POST', body: { note: note.value.trim() }, version: a.version }))
    context.say(acceptanceMark(a.status).word)
    changed()
  })
}

/** @param {Context} context @param {Finding} f @param {(a: Acceptance) => void} added */
function request(context, f, added) {
  const id = newID()
  const reason = h('textarea', { id, rows: 2, maxlength: 2000, required: true })
  const until = field('Until', { type: 'date', required: true }, 'The last day on which it holds.')
  return h(
    'details',
    { class: 'ask' },
    h('summary', {}, 'Ask to live with this risk'),
    form(
      { action: 'Ask for it', busy: 'Asking…', quiet: true, label: `Risk acceptance: ${f.title.slice(0, 80)}` },
      [h('div', { class: 'field' }, h('label', { for: id }, 'Why we can live with it'), reason), until.node],
      async () => {
        const body = { reason: reason.value.trim(), expires_on: until.input.value }
        const made = await call(`/findings/${encodeURIComponent(f.id)}/risk-acceptances`, { method: 'POST', body })
        context.say('Asked for; somebody else answers it')
        added(made)
      },
    ),
  )
}
