// One's own sign-in: password, second factor, sessions and tokens.

import { call } from './api.js'
import { field, h, replace } from './dom.js'
import { newPassword } from './links.js'
import { asked, bring, shownOnce } from './once.js'
import { badge, form } from './parts.js'
import { sessionSection } from './sessions.js'
import { tokenSection } from './tokens.js'
import { roleName } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Me} Me */

/** @param {Context} context @returns {Promise<import('./types.d.ts').View>} */
export async function meView(context) {
  /** @type {[Me, HTMLElement, HTMLElement]} */
  const [me, sessions, tokens] = await Promise.all([
    call('/me', { signal: context.signal }),
    sessionSection(context),
    tokenSection(context),
  ])
  const node = h(
    'div',
    { class: 'desk' },
    h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'My sign-in')),
    h('p', { class: 'lead' }, `${me.name} · ${me.email} · ${roleName(me.role)}`),
    passwordSection(context),
    factorSection(context, me),
    sessions,
    tokens,
  )
  return { title: 'My sign-in', node }
}

const ownPassword = () =>
  field(
    'Your password',
    { type: 'password', autocomplete: 'current-password', required: true },
    'To be sure that it is you.',
  )

/** @param {Context} context */
function passwordSection(context) {
  const old = field('Present password', { type: 'password', autocomplete: 'current-password', required: true })
  const fresh = newPassword('New password')
  const done = h('p', { class: 'small', role: 'status' })
  const change = form(
    { action: 'Change the password', busy: 'Changing…', quiet: true, label: 'Password', class: 'stack short' },
    [old.node, fresh.node],
    async () => {
      replace(done)
      await call('/me/password', { method: 'POST', body: { old: old.input.value, password: fresh.input.value } })
      old.input.value = ''
      fresh.input.value = ''
      replace(done, 'Your password is changed. Wherever else you were signed in, you are signed out.')
      context.say('Your password is changed')
    },
  )
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'password' },
    h('h2', { id: 'password' }, 'Password'),
    change,
    done,
  )
}

const on = { word: 'On', tone: 'good', icon: '✓' }
const off = { word: 'Off', tone: 'fair', icon: '!' }

/** @param {Context} context @param {Me} me */
function factorSection(context, me) {
  const body = h('div', {})
  const state = h('span', {})
  const title = h('h2', { id: 'factor', tabindex: '-1' }, 'Second factor')
  const draw = (/** @type {boolean} */ has) => {
    replace(state, badge(has ? on : off))
    replace(
      body,
      has
        ? removal(() => draw(false))
        : enrolment(
            context,
            () => replace(state, badge(on)),
            () => draw(true),
          ),
    )
  }
  draw(me.second_factor === true)
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'factor' },
    h('div', { class: 'head' }, title, state),
    h(
      'p',
      { class: 'small' },
      'With it a stolen password is not enough: when you sign in you also type the code that an authenticator app on your phone shows.',
    ),
    body,
  )
}

/** @param {() => void} done */
function removal(done) {
  const password = ownPassword()
  return form(
    {
      action: 'Switch the second factor off',
      quiet: true,
      label: 'Switch the second factor off',
      class: 'stack short',
    },
    [password.node],
    async () => {
      const words = {
        title: 'Switch the second factor off?',
        text: 'Your password alone lets you in then, and your recovery codes stop working.',
        action: 'Switch it off',
      }
      if (!(await asked(words))) return
      await call('/me/totp', { method: 'DELETE', body: { password: password.input.value } })
      done()
    },
  )
}

/**
 * Two steps: a secret for the authenticator, and a code of it that proves it is there.
 * @param {Context} context @param {() => void} switched @param {() => void} done
 */
function enrolment(context, switched, done) {
  const place = h('div', {})
  const password = ownPassword()
  const begin = form(
    {
      action: 'Set up a second factor',
      busy: 'Setting up…',
      quiet: true,
      label: 'Second factor',
      class: 'stack short',
    },
    [password.node],
    async () => {
      const made = await call('/me/totp', { method: 'POST', body: { password: password.input.value } })
      const next = confirmation(context, made, (codes) => {
        switched()
        bring(place, recovery(context, codes, done))
      })
      replace(place, next)
      next.querySelector('h3')?.focus()
    },
  )
  place.append(begin)
  return place
}

/** @param {Context} context @param {{secret: string, url: string, image?: string}} made @param {(codes: string[]) => void} confirmed */
function confirmation(context, made, confirmed) {
  const code = field(
    'Code',
    { autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 7, required: true },
    'The six digits that the app shows now.',
  )
  const confirm = form(
    { action: 'Switch it on', busy: 'Checking…', label: 'Confirm the second factor', class: 'stack short' },
    [code.node],
    async () => {
      const answer = await call('/me/totp/confirm', { method: 'POST', body: { code: code.input.value.trim() } })
      context.say('The second factor is on')
      confirmed(answer.recovery_codes)
    },
  )
  return h(
    'div',
    { class: 'enrol' },
    h('h3', { tabindex: '-1' }, 'Add it to your authenticator app'),
    h('p', {}, 'Scan this with the app, or type the secret into it. Then type the code that it shows.'),
    h(
      'div',
      { class: 'qr' },
      made.image?.startsWith('data:image/png;base64,') &&
        h('img', { src: made.image, width: 300, height: 300, alt: 'QR code of the secret that stands beside it' }),
      h(
        'dl',
        {},
        h('dt', {}, 'Secret'),
        h('dd', {}, h('code', { class: 'secret' }, (made.secret.match(/.{1,4}/g) ?? []).join(' '))),
        h('dt', {}, 'On this device'),
        h('dd', {}, made.url.startsWith('otpauth:') ? h('a', { href: made.url }, 'Open it in the app') : '–'),
      ),
    ),
    confirm,
  )
}

/** @param {Context} context @param {string[]} codes @param {() => void} done */
const recovery = (context, codes, done) =>
  shownOnce({
    title: 'Your recovery codes',
    text: 'Each lets you in once instead of a code, if you lose the device. Keep them where only you find them: they are shown only now.',
    label: 'Recovery codes',
    value: codes.join('\n'),
    say: context.say,
    done,
  })
