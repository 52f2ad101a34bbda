// Signing in, the first start, and signing in again over whatever is on the screen.

import { call, Problem } from './api.js'
import { field, h } from './dom.js'
import { form } from './parts.js'

/** @typedef {import('./types.d.ts').Me} Me */

/**
 * The form; the code's field comes when the server asks for it.
 * @param {(me: Me) => void | Promise<void>} done
 * @param {string} [address]
 */
export function signInForm(done, address = '') {
  const email = field('Email', { type: 'email', autocomplete: 'username', required: true, value: address })
  const password = field('Password', { type: 'password', autocomplete: 'current-password', required: true })
  const code = field(
    'Code',
    { autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 40 },
    'From your authenticator app, or a recovery code.',
  )
  code.node.hidden = true
  return form(
    { action: 'Sign in', busy: 'Signing in…', label: 'Sign in' },
    [email.node, password.node, code.node],
    async () => {
      /** @type {Record<string, string>} */
      const body = { email: email.input.value, password: password.input.value }
      if (code.input.value) body.code = code.input.value.trim()
      try {
        await call('/session', { method: 'POST', body, quiet: true })
      } catch (err) {
        if (err instanceof Problem && err.code === 'code-needed' && code.node.hidden) {
          code.node.hidden = false
          code.input.required = true
          code.input.focus()
          return
        }
        throw err
      }
      await done(await call('/me', { quiet: true }))
    },
  )
}

/** @param {(me: Me) => void} done */
export function signInView(done) {
  return {
    title: 'Sign in',
    node: h(
      'div',
      { class: 'narrow card' },
      h('h1', { tabindex: '-1' }, 'Sign in'),
      h('p', { class: 'lead' }, 'Review vendors’ SOC 2 reports: every finding with its page and quote.'),
      signInForm(done),
    ),
  }
}

/**
 * The first start: whoever holds the link becomes the administrator.
 * @param {(me: Me) => void} done
 */
export function setupView(done) {
  const secret = location.hash.slice(1)
  const key = field(
    'Set-up code',
    { autocomplete: 'off', spellcheck: 'false', required: true, value: secret },
    'The part after # of the link that the server printed when it started.',
  )
  if (secret) key.node.hidden = true
  const name = field(
    'Your name',
    { autocomplete: 'name', required: true, maxlength: 200 },
    'Others see it beside what you decide.',
  )
  const email = field('Email', { type: 'email', autocomplete: 'username', required: true })
  const password = field(
    'Password',
    { type: 'password', autocomplete: 'new-password', required: true, minlength: 12 },
    'At least 12 characters; several words make a good one.',
  )
  const fields = [key.node, name.node, email.node, password.node]
  const make = form({ action: 'Create the administrator', busy: 'Creating…', label: 'Set up' }, fields, async () => {
    const body = {
      secret: key.input.value.trim(),
      email: email.input.value,
      name: name.input.value,
      password: password.input.value,
    }
    await call('/setup', { method: 'POST', body, quiet: true })
    /** @type {Me} */
    let me
    try {
      me = await call('/me', { quiet: true })
    } catch {
      await call('/session', { method: 'POST', body: { email: body.email, password: body.password }, quiet: true })
      me = await call('/me', { quiet: true })
    }
    done(me)
  })
  return {
    title: 'Set up Countersign',
    node: h(
      'div',
      { class: 'narrow card' },
      h('h1', { tabindex: '-1' }, 'Set up Countersign'),
      h('p', { class: 'lead' }, 'You become the first administrator. The link works once.'),
      make,
    ),
  }
}

/** @type {Promise<void> | undefined} */
let asking

/**
 * Asks to sign in again over the page, so that nothing on it is lost. Several requests share one question.
 * @param {Me} before
 */
export function signInAgain(before) {
  asking ??= new Promise((resolve, reject) => {
    const dialog = h(
      'dialog',
      { class: 'card', 'aria-labelledby': 'again' },
      h('h2', { id: 'again' }, 'Your session has ended'),
      h('p', {}, 'Sign in again to go on. What you typed stays.'),
    )
    const close = () => {
      asking = undefined
      dialog.remove()
    }
    dialog.append(
      signInForm((me) => {
        if (me.id !== before.id) return location.assign('/') // another person must not go on with this one's page
        dialog.close('done')
      }, before.email),
    )
    dialog.addEventListener('close', () => {
      close()
      if (dialog.returnValue === 'done') resolve()
      else
        reject(
          new Problem(401, 'not-signed-in', 'Your session has ended, and this was not sent. Try again to sign in.'),
        )
    })
    document.body.append(dialog)
    dialog.showModal()
  })
  return asking
}
