// Signing off: where the review stands, what is handed over, and the moves that the reader may make.

import { all, call } from './api.js'
import { h, newID } from './dom.js'
import { badge, form, press } from './parts.js'
import { count, instant, may, outcomeMark, reviewMark, stateName } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Finding} Finding */
/** @typedef {import('./types.d.ts').FollowUp} FollowUp */
/** @typedef {import('./types.d.ts').Move} Move */
/** @typedef {import('./types.d.ts').Review} Review */
/** @typedef {import('./types.d.ts').Child} Child */
/** @typedef {{context: Context, review: Review, findings: Finding[], followUps: FollowUp[], moves: Move[]}} Desk */

const locked = ['approved', 'rejected', 'expired']

/** @param {Desk} desk */
export async function signOffSection(desk) {
  const { context, review, moves } = desk
  const later = locked.includes(review.state) ? await editionAfter(context, review) : undefined
  const edition = review.edition ?? 1
  return h(
    'section',
    { class: 'card signoff', 'aria-labelledby': 'sign-off' },
    h(
      'div',
      { class: 'head' },
      h('h2', { id: 'sign-off', tabindex: '-1' }, 'Sign-off'),
      badge(reviewMark(review.state), 'state'),
      edition > 1 && h('span', { class: 'small' }, `Edition ${edition}`),
      review.follows && h('a', { href: `/reviews/${encodeURIComponent(review.follows)}` }, 'The edition before'),
      later &&
        h(
          'a',
          { href: `/reviews/${encodeURIComponent(later.id)}` },
          `A later edition: ${stateName(later.state).toLowerCase()}`,
        ),
    ),
    stage(desk, later),
    moves.length > 0 && history(moves),
  )
}

/** @param {Context} context @param {Review} review @returns {Promise<Review | undefined>} */
async function editionAfter(context, review) {
  /** @type {Review[]} */
  const same = await all(`/reviews?document_id=${encodeURIComponent(review.document_id)}`, context.signal)
  return same.find((r) => r.follows === review.id)
}

/** What can be said and done now. @param {Desk} desk @param {Review | undefined} later @returns {Child[]} */
function stage(desk, later) {
  const { context, review } = desk
  const last = desk.moves.at(-1)
  switch (review.state) {
    case 'in-review':
      return may(context.me.role, 'review.move')
        ? [...handedOver(desk), submission(desk)]
        : [...handedOver(desk), note('Risk officers and procurement hand it over for approval.')]
    case 'awaiting-approval': {
      const by = last?.to === 'awaiting-approval' ? last : undefined
      return [
        note(
          `Prepared by ${by?.by_name || 'somebody'} on ${instant(review.prepared_at)}. It waits for the signature of somebody else.`,
        ),
        ...handedOver(desk),
        signature(desk),
      ]
    }
    case 'approved':
    case 'rejected':
    case 'expired':
      return [signed(desk.moves, review), reopening(desk, later)]
  }
  return [note('There is nothing to sign yet.')]
}

/** @param {...Child} text */
const note = (...text) => h('p', {}, ...text)

/** What a signature stands under: the recommendation, the conditions, and what nobody decided. @param {Desk} desk @returns {Child[]} */
function handedOver({ review, findings, followUps }) {
  const mark = outcomeMark(review.summary?.recommendation)
  const conditions = followUps.filter((f) => f.kind === 'condition' && f.status !== 'dropped')
  const grave = findings.filter(
    (f) => ['critical', 'high'].includes(f.severity) && (f.decision?.verdict ?? 'open') === 'open',
  )
  return [
    h(
      'dl',
      { class: 'over' },
      h('div', {}, h('dt', {}, 'Recommendation by the rules'), h('dd', {}, badge(mark))),
      h(
        'div',
        {},
        h('dt', {}, 'Conditions'),
        h(
          'dd',
          {},
          conditions.length === 0 ? 'None' : h('a', { href: '#follow-ups' }, count(conditions.length, 'condition')),
        ),
      ),
      h(
        'div',
        {},
        h('dt', {}, 'High or critical, not decided'),
        h('dd', {}, grave.length === 0 ? 'None' : count(grave.length, 'finding')),
      ),
    ),
  ]
}

/** @param {Desk} desk */
function submission({ context, review }) {
  return press({ action: 'Hand over for approval', busy: 'Handing over…', primary: true }, () =>
    move(context, review, 'submit', undefined, 'Handed over for approval'),
  )
}

/** @param {Context} context @param {Review} review @param {string} name @param {string | undefined} reason @param {string} said */
async function move(context, review, name, reason, said) {
  const body = reason === undefined ? undefined : { reason }
  /** @type {Review} */
  const after = await call(`/reviews/${encodeURIComponent(review.id)}/${name}`, {
    method: 'POST',
    body,
    version: review.version,
  })
  context.say(said)
  if (after.id !== review.id) return context.go(`/reviews/${encodeURIComponent(after.id)}`)
  await context.again('sign-off')
}

/** Approve, reject or send back; whoever prepared it can only take it back. @param {Desk} desk */
function signature({ context, review }) {
  const own = review.prepared_by === context.me.id
  const signs = may(context.me.role, 'review.approve') && !own
  if (!signs && !may(context.me.role, 'review.move')) return undefined
  const against = !(review.summary?.recommendation ?? '').startsWith('accept')
  /** @type {[string, string, string, string][]} */
  const ways = [
    ['approve', 'Approve', 'we rely on the report, under the conditions above', 'Approved'],
    ['reject', 'Reject', 'we do not rely on it', 'Rejected'],
    ['send-back', 'Send back', 'something is still to be done', 'Sent back'],
  ]
  const offered = signs ? ways : ways.slice(2)
  const name = newID()
  const id = newID()
  const radios = offered.map(([value, word, means]) =>
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'radio', name, value, required: true, checked: !signs }),
      h('span', {}, h('strong', {}, word), `: ${means}`),
    ),
  )
  const group = h('fieldset', {}, h('legend', {}, signs ? 'Your signature' : 'Take it back'), radios)
  const reason = h('textarea', { id, rows: 2, maxlength: 2000, required: true })
  const optional = h('span', { class: 'small' })
  const picked = () => group.querySelector('input:checked')?.getAttribute('value') ?? ''
  const adapt = () => {
    reason.required = picked() !== 'approve' || against
    optional.textContent =
      picked() !== 'approve'
        ? ''
        : against
          ? '(the rules do not say accept: say why it is relied on all the same)'
          : '(may be left empty)'
  }
  group.addEventListener('change', adapt)
  adapt()
  const why = h('div', { class: 'field' }, h('label', { for: id }, 'Reason ', optional), reason)
  return [
    own && note('You prepared this review: somebody else approves or rejects it.'),
    form({ action: signs ? 'Sign' : 'Send back', busy: 'Signing…', label: 'Signature' }, [group, why], () =>
      move(context, review, picked(), reason.value.trim(), offered.find(([value]) => value === picked())?.[3] ?? ''),
    ),
  ]
}

/** Who locked it, and when. @param {Move[]} moves @param {Review} review */
function signed(moves, review) {
  const last = moves.findLast((m) => m.to === review.state)
  return h(
    'div',
    {},
    h(
      'p',
      {},
      h('strong', {}, stateName(review.state)),
      ` by ${last?.by_name || 'somebody'} on ${instant(last?.at)}. It is locked: its findings and decisions cannot be changed any more.`,
    ),
    last?.reason && h('p', {}, h('q', {}, last.reason)),
  )
}

/** @param {Desk} desk @param {Review | undefined} later */
function reopening({ context, review }, later) {
  if (later || !may(context.me.role, 'review.move')) return undefined
  const id = newID()
  const reason = h('textarea', { id, rows: 2, maxlength: 2000, required: true })
  return h(
    'details',
    { class: 'ask' },
    h('summary', {}, 'Begin a new edition'),
    h(
      'p',
      { class: 'small' },
      'It takes over the findings, the decisions and what is to be done. This one stays as it was signed.',
    ),
    form(
      { action: 'Begin it', busy: 'Beginning…', quiet: true, label: 'New edition' },
      [h('div', { class: 'field' }, h('label', { for: id }, 'Reason'), reason)],
      () => move(context, review, 'reopen', reason.value.trim(), 'A new edition has begun'),
    ),
  )
}

/** @param {Move[]} moves */
function history(moves) {
  return h(
    'details',
    {},
    h('summary', {}, 'What happened so far'),
    h(
      'ol',
      { class: 'moves' },
      moves.map((m) =>
        h(
          'li',
          {},
          `${instant(m.at)}: ${m.from ? `${stateName(m.from).toLowerCase()} → ` : ''}${stateName(m.to).toLowerCase()}, by ${m.by_name || 'somebody'}`,
          m.reason && h('q', {}, m.reason),
        ),
      ),
    ),
  )
}
