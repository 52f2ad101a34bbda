// People: who may sign in, as what, and whom an administrator invites.

import { all, call } from './api.js'
import { choice, field, h, replace } from './dom.js'
import { asked, bring, shownOnce } from './once.js'
import { badge, form, press } from './parts.js'
import { count, day, roleName, roles } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Person} Person */
/** @typedef {import('./types.d.ts').Invitation} Invitation */

/** @param {Context} context @returns {Promise<import('./types.d.ts').View>} */
export async function peopleView(context) {
  const [people, invitations, units] = await Promise.all([
    /** @type {Promise<Person[]>} */ (all('/people', context.signal)),
    call('/invitations', { signal: context.signal }),
    call('/units', { signal: context.signal }),
  ])
  const names = (units.items ?? []).map((/** @type {{name: string}} */ u) => u.name)
  people.sort((a, b) => a.name.localeCompare(b.name))
  const node = h(
    'div',
    { class: 'desk' },
    h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'People')),
    h('p', { class: 'lead' }, 'Who may sign in here, and what their role lets them do.'),
    inviteSection(context, names, invitations.items ?? []),
    h(
      'section',
      { 'aria-labelledby': 'people' },
      h('h2', { id: 'people' }, count(people.length, 'person', 'people')),
      h(
        'ul',
        { class: 'cards' },
        people.map((p) => personCard(context, names, p)),
      ),
    ),
  )
  return { title: 'People', node }
}

/** @param {string[]} units @param {string} chosen */
function unitChoice(units, chosen) {
  const known = units.includes(chosen) || chosen === '' ? units : [...units, chosen]
  return choice(
    'Business unit',
    [['', 'All vendors'], ...known.map((u) => /** @type {[string, string]} */ ([u, `Vendors of ${u} only`]))],
    chosen,
  )
}

/** @param {Context} context @param {string[]} units @param {Invitation[]} invitations */
function inviteSection(context, units, invitations) {
  const email = field('Email', { type: 'email', required: true, maxlength: 254, autocomplete: 'off' })
  const role = choice('Role', roles, 'procurement')
  const unit = unitChoice(units, '')
  const place = h('div', {})
  const list = h('div', {})
  const draw = () =>
    replace(
      list,
      invitations.length > 0 && [
        h('h3', { class: 'gap' }, 'Not accepted yet'),
        h('ul', { class: 'cards' }, invitations.map(invitation)),
      ],
    )
  const invitation = (/** @type {Invitation} */ i) => invitationCard(context, i, () => drop(i))
  const drop = (/** @type {Invitation} */ i) => {
    invitations = invitations.filter((x) => x !== i)
    draw()
  }
  const invite = form(
    { action: 'Make the link', busy: 'Making…', label: 'Invite somebody', class: 'stack fields' },
    [email.node, role.node, ...(units.length > 0 ? [unit.node] : [])],
    async () => {
      const body = { email: email.input.value.trim(), role: role.select.value, unit: unit.select.value }
      const made = await call('/invitations', { method: 'POST', body })
      invitations = [made, ...invitations.filter((i) => i.email !== made.email)]
      draw()
      email.input.value = ''
      const link = {
        title: `Link for ${made.email}`,
        text: `Send it to them by a way that only they read. It works once, until ${day(made.expires_at)}, and is shown only now.`,
        label: 'Link',
        value: `${location.origin}/join#${made.secret}`,
        say: context.say,
        done: () => email.input.focus(),
      }
      bring(place, shownOnce(link))
    },
  )
  draw()
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'invite' },
    h('h2', { id: 'invite' }, 'Invite somebody'),
    h('p', { class: 'small' }, 'You get a link to send to them. Nothing is mailed from here.'),
    invite,
    place,
    list,
  )
}

/** @param {Context} context @param {Invitation} i @param {() => void} gone */
function invitationCard(context, i, gone) {
  const back = press({ action: 'Take back', busy: 'Taking back…', about: i.email }, async () => {
    await call(`/invitations/${encodeURIComponent(i.id)}`, { method: 'DELETE' })
    context.say(`The link for ${i.email} does not work any more`)
    gone()
  })
  return h(
    'li',
    { class: 'card line' },
    h(
      'div',
      {},
      h('strong', {}, i.email),
      h('p', { class: 'small' }, `${roleName(i.role)} · until ${day(i.expires_at)}`),
    ),
    back,
  )
}

const active = { word: 'Can sign in', tone: 'plain', icon: '●' }
const disabled = { word: 'Switched off', tone: 'fair', icon: '–' }

/** @param {Context} context @param {string[]} units @param {Person} p  changed in place */
function personCard(context, units, p) {
  const node = h('li', { class: 'card person' })
  const path = `/people/${encodeURIComponent(p.id)}`
  const save = async (/** @type {Partial<Person>} */ change, /** @type {string} */ said) => {
    const { email, name, role, unit, disabled: off } = { ...p, ...change }
    const body = { email, name, role, unit: unit ?? '', disabled: off ?? false }
    Object.assign(p, { unit: '', disabled: false }, await call(path, { method: 'PUT', body, version: p.version }))
    context.say(`${p.name}: ${said}`)
    draw(true)
  }
  const draw = (/** @type {boolean} */ open) => {
    const details = h(
      'details',
      { open },
      h('summary', {}, 'Change', h('span', { class: 'visually-hidden' }, ` ${p.name}`)),
      h('div', { class: 'changes' }, roleForm(units, p, save), accessForms(context, path, p, save)),
    )
    replace(
      node,
      h(
        'div',
        { class: 'title' },
        h('h3', {}, p.name, p.id === context.me.id && h('span', { class: 'count' }, '(you)')),
        h('span', { class: 'small' }, p.email),
      ),
      h(
        'p',
        { class: 'marks' },
        h('span', { class: 'badge plain' }, roleName(p.role)),
        badge(p.disabled ? disabled : active),
        p.unit && h('span', { class: 'badge plain' }, `Only vendors of ${p.unit}`),
      ),
      details,
    )
    if (open) details.querySelector('summary')?.focus()
  }
  draw(false)
  return node
}

/** @param {string[]} units @param {Person} p @param {(change: Partial<Person>, said: string) => Promise<void>} save */
function roleForm(units, p, save) {
  const role = choice('Role', roles, p.role)
  const unit = unitChoice(units, p.unit ?? '')
  return form(
    { action: 'Save', busy: 'Saving…', label: `Role of ${p.name}`, class: 'stack fields' },
    [role.node, ...(units.length > 0 ? [unit.node] : [])],
    () => save({ role: role.select.value, unit: unit.select.value }, `now ${roleName(role.select.value)}`),
  )
}

/**
 * @param {Context} context @param {string} path @param {Person} p
 * @param {(change: Partial<Person>, said: string) => Promise<void>} save
 */
function accessForms(context, path, p, save) {
  const place = h('div', {})
  const off = !p.disabled
  const toggle = press({ action: off ? 'Switch off' : 'Switch on again', about: p.name }, () =>
    save({ disabled: off }, off ? 'cannot sign in any more' : 'can sign in again'),
  )
  const reset = press({ action: 'New password by link', about: p.name }, async () => {
    const made = await call(`${path}/password-reset`, { method: 'POST' })
    const link = {
      title: `Link for ${p.name}`,
      text: `With it they set a new password; until then the old one holds. It works once, until ${day(made.expires_at)}, and is shown only now.`,
      label: 'Link',
      value: `${location.origin}/reset#${made.secret}`,
      say: context.say,
    }
    bring(place, shownOnce(link))
  })
  const factor = press({ action: 'Remove second factor', about: p.name }, async () => {
    const words = {
      title: `Remove the second factor of ${p.name}?`,
      text: 'For somebody who lost their device and their recovery codes. Until they set up another, the password alone lets them in.',
      action: 'Remove it',
    }
    if (!(await asked(words))) return
    await call(`${path}/totp`, { method: 'DELETE' })
    context.say(`${p.name} signs in by password alone now`)
  })
  return [h('div', { class: 'actions' }, toggle, reset, factor), place]
}
