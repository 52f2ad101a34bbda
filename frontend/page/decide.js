// The decision over a finding: who said what, and the form for whoever may decide.

import { all, call, Problem } from './api.js'
import { choice, h, newID, replace } from './dom.js'
import { form } from './parts.js'
import { day, editable, may, severityMark, statusMark, verdictMark } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Finding} Finding */
/** @typedef {import('./types.d.ts').Review} Review */

const locked = ['approved', 'rejected', 'expired']

/** What can be said of a finding. @type {[string, string, string][]} */
const ways = [
  ['accepted', 'Accept', 'it stands as found'],
  ['edited', 'Edit', 'it stands, with another status or severity'],
  ['rejected', 'Reject', 'it does not hold'],
  ['not-applicable', 'Not applicable', 'it does not matter for our use'],
]

/**
 * @param {Context} context
 * @param {Review} review
 * @param {Finding} f  changed in place when a decision is kept
 * @param {() => void} changed
 * @returns {{node: HTMLElement, draw: () => void}} drawn when somebody looks: a review has many
 */
export function decisionPart(context, review, f, changed) {
  const node = h('div', { class: 'decision' })
  const draw = () => {
    const open = may(context.me.role, 'finding.decide') && !locked.includes(review.state)
    replace(node, said(f), open && decisionForm(context, review, f, kept))
  }
  const kept = () => {
    changed()
    draw()
    node.closest('details')?.querySelector('summary')?.focus()
  }
  return { node, draw }
}

/** @param {Finding} f */
function said(f) {
  const d = f.decision
  if (!d?.verdict || d.verdict === 'open') return undefined
  const other = [
    d.status && d.status !== f.status && `status ${statusMark(f.status).word} → ${statusMark(d.status).word}`,
    d.severity &&
      d.severity !== f.severity &&
      `severity ${severityMark(f.severity).word} → ${severityMark(d.severity).word}`,
  ].filter(Boolean)
  return h(
    'p',
    { class: 'said' },
    h('strong', {}, verdictMark(d.verdict).word),
    ` by ${d.by_name || d.by || 'somebody'}${d.at ? ` on ${day(d.at)}` : ''}`,
    other.length > 0 && `: ${other.join(', ')}`,
    d.reason && h('q', {}, d.reason),
  )
}

/** @param {Context} context @param {Review} review @param {Finding} f @param {() => void} done */
function decisionForm(context, review, f, done) {
  const name = newID()
  const radios = ways.map(([value, word, means]) =>
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'radio', name, value, required: true, checked: f.decision?.verdict === value }),
      h('span', {}, h('strong', {}, word), `: ${means}`),
    ),
  )
  const marks = editable.statuses.map((s) => /** @type {[string, string]} */ ([s, statusMark(s).word]))
  const grades = editable.severities.map((s) => /** @type {[string, string]} */ ([s, severityMark(s).word]))
  const status = choice('Status', marks, f.decision?.status || f.status)
  const severity = choice('Severity', grades, f.decision?.severity || f.severity)
  const edits = h('div', { class: 'edits' }, status.node, severity.node)
  const id = newID()
  const optional = h('span', { class: 'small' })
  const reason = h('textarea', { id, rows: 2, maxlength: 2000 })
  const why = h('div', { class: 'field' }, h('label', { for: id }, 'Reason ', optional), reason)
  const group = h('fieldset', {}, h('legend', {}, 'Your decision'), radios)
  const picked = () => group.querySelector('input:checked')?.getAttribute('value') ?? ''
  const adapt = () => {
    edits.hidden = picked() !== 'edited'
    reason.required = picked() !== '' && picked() !== 'accepted'
    optional.textContent = reason.required ? '' : '(may be left empty when you accept)'
  }
  group.addEventListener('change', adapt)
  adapt()
  return form(
    { action: 'Keep the decision', busy: 'Keeping…', label: `Decide: ${f.title}` },
    [group, edits, why],
    async () => {
      const edited = picked() === 'edited'
      const body = {
        verdict: picked(),
        reason: reason.value.trim(),
        status: edited ? changedFrom(f.status, status.select.value) : '',
        severity: edited ? changedFrom(f.severity, severity.select.value) : '',
      }
      try {
        const answer = await call(`/findings/${encodeURIComponent(f.id)}/decision`, {
          method: 'POST',
          body,
          version: f.version,
        })
        Object.assign(
          f,
          answer ?? {
            decision: { ...body, by: context.me.id, by_name: context.me.name, at: new Date().toISOString() },
            version: f.version + 1,
          },
        )
      } catch (err) {
        if (err instanceof Problem && err.code === 'changed-meanwhile') await renew(review, f, err)
        throw err
      }
      context.say(`${verdictMark(f.decision.verdict).word}: ${f.title}`)
      done()
    },
  )
}

/** Only what differs is sent. @param {string} was @param {string} is */
const changedFrom = (was, is) => (was === is ? '' : is)

/**
 * Somebody else was faster: their decision is told, and the next press is made over it. What was typed stays.
 * @param {Review} review @param {Finding} f @param {Problem} problem
 */
async function renew(review, f, problem) {
  const page = await call(`/findings/${encodeURIComponent(f.id)}`).catch(() => null)
  const newer = page ?? (await find(review, f.id))
  if (!newer) return
  Object.assign(f, newer)
  const d = f.decision
  problem.message = `Meanwhile ${d.by_name || 'somebody else'} decided: ${verdictMark(d.verdict).word}${d.reason ? ` (“${d.reason}”)` : ''}. What you typed is still here; keep it to decide over theirs.`
}

/** @param {Review} review @param {string} id @returns {Promise<Finding | undefined>} */
async function find(review, id) {
  /** @type {Finding[]} */
  const findings = await all(`/reviews/${encodeURIComponent(review.id)}/findings`)
  return findings.find((f) => f.id === id)
}
