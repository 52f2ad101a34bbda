// What a link opens that somebody was given: the first start, an invitation, a new password. The secret stands behind the # of the
// address, where no server or log sees it, and is taken out of there once it was used.

import { call } from './api.js'
import { field, h } from './dom.js'
import { form } from './parts.js'

/** @typedef {import('./types.d.ts').Me} Me */
/** @typedef {(me: Me) => void} Entered */

/** @param {string} hint */
function secretField(hint) {
  const secret = location.hash.slice(1)
  const key = field(
    'Code of the link',
    { autocomplete: 'off', spellcheck: 'false', required: true, value: secret },
    hint,
  )
  key.node.hidden = secret !== ''
  return key
}

const nameField = () =>
  field('Your name', { autocomplete: 'name', required: true, maxlength: 200 }, 'Others see it beside what you decide.')

/** @param {string} [label] */
export const newPassword = (label = 'Password') =>
  field(
    label,
    { type: 'password', autocomplete: 'new-password', required: true, minlength: 12 },
    'At least 12 characters; several words make a good one.',
  )

/**
 * Who just joined is signed in with what they chose.
 * @param {string} email @param {string} password @returns {Promise<Me>}
 */
async function enter(email, password) {
  await call('/session', { method: 'POST', body: { email, password }, quiet: true })
  return call('/me', { quiet: true })
}

/** @param {string} title @param {string} lead @param {Node} content @returns {import('./types.d.ts').View} */
function narrow(title, lead, content) {
  return {
    title,
    node: h(
      'div',
      { class: 'narrow card' },
      h('h1', { tabindex: '-1' }, title),
      h('p', { class: 'lead' }, lead),
      content,
    ),
  }
}

/** The first start: whoever holds the link becomes the administrator. @param {Entered} done */
export function setupView(done) {
  const key = secretField('The part after # of the link that the server printed when it started.')
  const name = nameField()
  const email = field('Email', { type: 'email', autocomplete: 'username', required: true })
  const password = newPassword()
  const fields = [key.node, name.node, email.node, password.node]
  const make = form({ action: 'Create the administrator', busy: 'Creating…', label: 'Set up' }, fields, async () => {
    const body = {
      secret: key.input.value.trim(),
      email: email.input.value,
      name: name.input.value,
      password: password.input.value,
    }
    await call('/setup', { method: 'POST', body, quiet: true })
    done(await enter(body.email, body.password))
  })
  return narrow('Set up Countersign', 'You become the first administrator. The link works once.', make)
}

/** An invitation: the person who holds it chooses name and password; address and role stand in the invitation. @param {Entered} done */
export function joinView(done) {
  const key = secretField('The part after # of the link that you were sent.')
  const name = nameField()
  const password = newPassword()
  const join = form(
    { action: 'Join', busy: 'Joining…', label: 'Join' },
    [key.node, name.node, password.node],
    async () => {
      const body = { secret: key.input.value.trim(), name: name.input.value, password: password.input.value }
      const made = await call('/invitations/accept', { method: 'POST', body, quiet: true })
      done(await enter(made.email, body.password))
    },
  )
  return narrow(
    'Join Countersign',
    'Choose the name that others see and a password. You sign in with the email address that was invited. The link works once.',
    join,
  )
}

/** A new password by a link; every session of the person ends with it. @param {() => void} done */
export function resetView(done) {
  const key = secretField('The part after # of the link that you were sent.')
  const password = newPassword('New password')
  const set = form(
    { action: 'Set the password', busy: 'Setting…', label: 'By link' },
    [key.node, password.node],
    async () => {
      const body = { secret: key.input.value.trim(), password: password.input.value }
      await call('/password-reset', { method: 'POST', body, quiet: true })
      done()
    },
  )
  return narrow(
    'Set a new password',
    'Afterwards you sign in with it. Wherever you are signed in now, you are signed out. The link works once.',
    set,
  )
}

/** A link is for somebody who is not signed in: nobody should take another's place by mistake. @param {Me} me @param {() => void} out */
export function signedInAlready(me, out) {
  return narrow(
    'You are signed in already',
    `You are signed in as ${me.name} (${me.email}). To use this link here, sign out first.`,
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', class: 'primary', onclick: out }, 'Sign out and use the link'),
      h('a', { href: '/vendors', class: 'button' }, 'Keep me signed in'),
    ),
  )
}
