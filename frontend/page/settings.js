// Settings for administrators: whether files may be read by a machine although copying is switched off in them.

import { call, versioned } from './api.js'
import { h, newID, replace } from './dom.js'
import { Names } from './names.js'
import { badge, form } from './parts.js'
import { instant } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {{allowed: boolean, reason: string, updated_by: string, updated_at: string}} Permission */

const path = '/settings/reading-permission'

/** @param {Context} context @returns {Promise<import('./types.d.ts').View>} */
export async function settingsView(context) {
  const names = await Names.load(context.signal)
  const body = h('div', { class: 'stack' })
  const state = h('span', {})
  const load = async () => {
    /** @type {{body: Permission, version: number}} */
    const { body: p, version } = await versioned(path, context.signal)
    const by = names.of(p.updated_by)
    replace(state, badge(p.allowed ? confirmed : asks))
    replace(body, said(p, by), p.allowed ? withdrawal(context, version, load) : confirmation(context, version, load))
  }
  const title = h('h2', { id: 'reading', tabindex: '-1' }, 'Reading files whose copying is switched off')
  await load()
  const node = h(
    'div',
    { class: 'desk' },
    h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Settings')),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'reading' },
      h('div', { class: 'head' }, title, state),
      h(
        'p',
        { class: 'lead' },
        'Most SOC 2 reports are protected files in which copying is switched off. To read one by a machine, somebody has to confirm that your terms with the vendor allow it. Confirm it here once for all vendors, or leave it, and whoever uploads such a report is asked each time. Either way it stands in the audit trail.',
      ),
      body,
    ),
  )
  return { title: 'Settings', node }
}

const confirmed = { word: 'Confirmed for all reports', tone: 'plain', icon: '✓' }
const asks = { word: 'Asked for each report', tone: 'plain', icon: '?' }

/** Who said so last, and on what ground. @param {Permission} p @param {string} by */
function said(p, by) {
  if (!p.updated_by) return h('p', {}, 'Nobody has confirmed this so far.')
  return h(
    'p',
    { class: 'said' },
    h('strong', {}, p.allowed ? 'Confirmed' : 'Withdrawn'),
    ` by ${by} on ${instant(p.updated_at)}`,
    p.reason && h('q', {}, p.reason),
  )
}

/** @param {string} label @param {string} [hint] */
function reasonField(label, hint) {
  const id = newID()
  const input = h('textarea', {
    id,
    rows: 3,
    maxlength: 1000,
    required: true,
    'aria-describedby': hint && `${id}-hint`,
  })
  const node = h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    hint && h('p', { class: 'hint', id: `${id}-hint` }, hint),
    input,
  )
  return { node, input }
}

/**
 * @param {Context} context @param {number} version @param {boolean} allowed @param {string} reason @param {() => Promise<void>} load
 */
async function set(context, version, allowed, reason, load) {
  await call(path, { method: 'PUT', body: { allowed, reason }, version })
  context.say(allowed ? 'Confirmed for all reports' : 'Withdrawn: each report is asked for')
  await load()
  document.getElementById('reading')?.focus()
}

/** @param {Context} context @param {number} version @param {() => Promise<void>} load */
function confirmation(context, version, load) {
  const reason = reasonField(
    'On what ground',
    'Such as the clause of your terms or of the agreement under which you get the reports.',
  )
  const id = newID()
  const sure = h('input', { type: 'checkbox', id, required: true })
  const vow = h(
    'label',
    { class: 'check', for: id },
    sure,
    h('span', {}, 'I confirm that our terms with vendors allow their reports to be read by a machine'),
  )
  return form({ action: 'Confirm for all reports', busy: 'Confirming…', label: 'Confirm' }, [reason.node, vow], () =>
    set(context, version, true, reason.input.value.trim(), load),
  )
}

/** @param {Context} context @param {number} version @param {() => Promise<void>} load */
function withdrawal(context, version, load) {
  const reason = reasonField('Why it is withdrawn')
  return form(
    { action: 'Withdraw it', busy: 'Withdrawing…', quiet: true, label: 'Withdraw' },
    [h('p', { class: 'small' }, 'Reports that were read stay. From then on each new one is asked for.'), reason.node],
    () => set(context, version, false, reason.input.value.trim(), load),
  )
}
