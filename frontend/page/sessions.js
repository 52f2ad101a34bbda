// One's own sessions: where one is signed in, and ending that.

import { call } from './api.js'
import { h, replace } from './dom.js'
import { press } from './parts.js'
import { browserName, count, instant } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Session} Session */

/** @param {Context} context */
export async function sessionSection(context) {
  const list = h('ul', { class: 'cards' })
  const foot = h('div', {})
  const title = h('h2', { id: 'sessions', tabindex: '-1' }, 'Where you are signed in')
  const load = async () => {
    /** @type {Session[]} */
    const sessions = (await call('/sessions', { signal: context.signal })).items ?? []
    sessions.sort((a, b) => Number(b.current) - Number(a.current) || b.last_used.localeCompare(a.last_used))
    replace(list, sessions.map(card))
    replace(foot, sessions.length > 1 && others)
  }
  const ended = async (/** @type {string} */ said) => {
    context.say(said)
    await load()
    title.focus()
  }
  const card = (/** @type {Session} */ s) => {
    const name = browserName(s.agent)
    const end = press({ action: 'Sign out there', about: `${name}, ${s.address}` }, async () => {
      await call(`/sessions/${encodeURIComponent(s.id)}`, { method: 'DELETE' })
      await ended(`${name} is signed out`)
    })
    return h(
      'li',
      { class: 'card line' },
      h(
        'div',
        {},
        h('strong', { title: s.agent }, name),
        s.current && h('span', { class: 'count' }, 'this one'),
        h(
          'p',
          { class: 'small' },
          `From ${s.address || 'an unknown address'} · last used ${instant(s.last_used)} · ends ${instant(s.expires_at)}`,
        ),
      ),
      !s.current && end,
    )
  }
  const others = press({ action: 'Sign out everywhere else' }, async () => {
    const { ended: n } = await call('/sessions', { method: 'DELETE' })
    await ended(`${count(n, 'session')} ended`)
  })
  await load()
  return h('section', { class: 'card', 'aria-labelledby': 'sessions' }, title, list, foot)
}
