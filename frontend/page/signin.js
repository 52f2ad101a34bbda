// Signing in, and signing in again over whatever is on the screen.

import { call, Problem } from './api.js'
import { field, h } from './dom.js'
import { form, trouble } from './parts.js'

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

/** What came of signing in elsewhere, by the code that the server sends the browser back with. @type {Record<string, string>} */
const elsewhere = {
  'not-allowed':
    'Single sign-on knows you, but you may not sign in here. Either nobody has invited this address, it is not confirmed there, or your access was switched off. Ask an administrator.',
  'not-signed-in':
    'Single sign-on did not finish: it was cancelled, took too long, or began in another browser. Try it once more.',
  'not-available': 'Single sign-on cannot be reached now. Try again later, or sign in with your password.',
  'not-found': 'Single sign-on is not set up here. Sign in with your password.',
  'too-many-tries': 'There were too many tries. Wait some minutes and try again.',
}

/** @param {string} code  out of the address: only codes that we know are shown */
function failed(code) {
  return Object.hasOwn(elsewhere, code)
    ? new Problem(0, code, elsewhere[code] ?? '')
    : new Problem(0, '', 'Single sign-on did not work. Try again, or sign in with your password.')
}

/**
 * @param {(me: Me) => void} done
 * @param {{single: boolean, code: string | null, note: string}} how  code: of a failed single sign-on; note: why one is asked to sign in
 */
export function signInView(done, how) {
  return {
    title: 'Sign in',
    node: h(
      'div',
      { class: 'narrow card' },
      h('h1', { tabindex: '-1' }, 'Sign in'),
      h('p', { class: 'lead' }, 'Review vendors’ SOC 2 reports: every finding with its page and quote.'),
      how.note && h('p', { class: 'note', role: 'status' }, how.note),
      how.code !== null && trouble(failed(how.code)),
      how.single && [
        h('p', {}, h('a', { class: 'button wide', href: '/api/v1/oidc/start' }, 'Sign in with single sign-on')),
        h('p', { class: 'or small' }, 'or with a password'),
      ],
      signInForm(done),
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
